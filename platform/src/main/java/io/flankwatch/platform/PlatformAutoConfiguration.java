package io.flankwatch.platform;

import io.flankwatch.platform.compression.CompressionConfiguration;
import io.flankwatch.platform.json.JsonConfiguration;
import io.flankwatch.platform.observability.ObservabilityConfiguration;
import io.flankwatch.platform.openapi.OpenApiConventions;
import io.flankwatch.platform.problem.ProblemConfiguration;
import io.flankwatch.platform.security.EdgeSecurity;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Import;

/// Before everything of Boot that stands back for beans of ours.
@AutoConfiguration(
        beforeName = {
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.web.OAuth2ResourceServerWebSecurityAutoConfiguration",
            "org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration"
        })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@Import({
    Draining.class,
    EdgeSecurity.class,
    ProblemConfiguration.class,
    JsonConfiguration.class,
    CompressionConfiguration.class,
    ObservabilityConfiguration.class,
    OpenApiConventions.class
})
public final class PlatformAutoConfiguration {}
