package io.flankwatch.standalone;

import io.flankwatch.query.projection.Views;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/// Says where everything is, in lines that can be pasted, once the views are there to answer from. Whatever else is to be told at the start
/// comes after it.
final class Welcome implements ApplicationListener<ApplicationReadyEvent>, Ordered {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final PrintStream out = System.out;

    @Override
    public int getOrder() {
        return 0;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent ready) {
        Environment environment = ready.getApplicationContext().getEnvironment();
        boolean filled = filled(ready.getApplicationContext().getBean(Views.class));
        String url = "http://127.0.0.1:" + environment.getProperty("local.server.port");
        out.printf(
                """

                Flankwatch is up after %.1f s, with its data in %s

                  API            %s
                  Documentation  %s/swagger-ui.html
                  A token        TOKEN=$(curl -s -u analyst:analyst -d grant_type=client_credentials %s/oauth2/token | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
                  A first look   curl -s -H "Authorization: Bearer $TOKEN" %s/cases

                Clients, each with its name as its secret: %s

                """,
                ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0,
                environment.getProperty("flankwatch.data"),
                url,
                url,
                url,
                url,
                Stream.of(TokenIssuer.Client.values()).map(client -> client.label).collect(Collectors.joining(", ")));
        if (!filled) {
            out.println("The views are still being filled; reads of what is not there yet are answered with 503.");
        }
        out.flush();
    }

    private static boolean filled(Views views) {
        try {
            return views.awaitFilled(PATIENCE);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
