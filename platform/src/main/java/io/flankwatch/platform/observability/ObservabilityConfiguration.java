package io.flankwatch.platform.observability;

import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The same for each service.
@Configuration(proxyBeanMethods = false)
public class ObservabilityConfiguration {

    @Bean
    HealthMeters healthMeters(HealthContributorRegistry parts) {
        return new HealthMeters(parts);
    }
}
