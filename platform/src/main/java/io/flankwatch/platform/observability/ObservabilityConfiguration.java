package io.flankwatch.platform.observability;

import io.opentelemetry.api.OpenTelemetry;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The same for each service.
@Configuration(proxyBeanMethods = false)
public class ObservabilityConfiguration {

    @Bean
    OpenTelemetry telemetry(
            @Value("${flankwatch.traces.endpoint:}") String endpoint,
            @Value("${flankwatch.traces.service:flankwatch}") String service,
            @Value("${flankwatch.traces.share:1}") double share) {
        return Traces.to(endpoint, service, share);
    }

    @Bean
    HealthMeters healthMeters(HealthContributorRegistry parts) {
        return new HealthMeters(parts);
    }
}
