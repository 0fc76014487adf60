package io.flankwatch.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.support.ResourcePropertySource;

/// Sets what holds for every process of ours before anything else of it runs. Every other source of properties goes before these.
///
/// An `application.properties` in this module would be hidden by that of the service, hence a file of another name.
final class PlatformDefaults implements EnvironmentPostProcessor {

    /// Axon would ask its makers for news over the network. It looks at system properties only.
    static final String NO_UPDATE_CHECK = "axoniq.update-checker.disabled";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        System.setProperty(NO_UPDATE_CHECK, "true");
        try {
            environment.getPropertySources().addLast(new ResourcePropertySource("flankwatch-platform", "classpath:flankwatch-platform.properties"));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
