package io.flankwatch.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.axonframework.updates.configuration.CommandLineUsagePropertyProvider;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Configuration;

class PlatformDefaultsTest {

    @Configuration(proxyBeanMethods = false)
    static class Nothing {}

    @Test
    void axon_is_kept_from_phoning_home_before_anything_starts() {
        System.clearProperty(PlatformDefaults.NO_UPDATE_CHECK);
        var seen = new java.util.concurrent.atomic.AtomicReference<Boolean>();
        try (var context = new SpringApplicationBuilder(Nothing.class)
                .web(WebApplicationType.NONE)
                .initializers(starting -> seen.set(new CommandLineUsagePropertyProvider().getDisabled()))
                .run()) {
            assertThat(seen).hasValue(true);
            assertThat(context.getEnvironment().getProperty("spring.threads.virtual.enabled")).isEqualTo("true");
        }
    }

    @Test
    void whatever_else_is_said_goes_before_the_defaults() {
        try (var context = new SpringApplicationBuilder(Nothing.class)
                .web(WebApplicationType.NONE)
                .run("--spring.threads.virtual.enabled=false")) {
            assertThat(context.getEnvironment().getProperty("spring.threads.virtual.enabled")).isEqualTo("false");
        }
    }
}
