package io.flankwatch.platform;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;

/// Lets a service that was told to end go on answering for a while (`flankwatch.drain`), while its readiness says already that it is out of service.
///
/// Whoever sends requests here finds that out only when it asks next. Until then a server that stops listening would refuse what was sent to it in good faith, and
/// reset connections that the kernel has taken and nobody has read from.
final class Draining implements ApplicationListener<ContextClosedEvent>, Ordered {

    private final ApplicationContext service;
    private final Duration drain;

    Draining(ApplicationContext service, @Value("${flankwatch.drain}") Duration drain) {
        this.service = service;
        this.drain = drain;
    }

    /// Told after readiness has turned, and before anything is stopped.
    @Override
    public void onApplicationEvent(ContextClosedEvent closed) {
        if (closed.getApplicationContext() == service && drain.isPositive()) {
            try {
                Thread.sleep(drain);
            } catch (InterruptedException hurry) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Others begin to stop on this event.
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
