package io.flankwatch.platform.openapi;

import com.fasterxml.jackson.databind.SerializationFeature;
import io.flankwatch.platform.access.Actor;
import io.flankwatch.platform.access.Ceiling;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/// Applies to every group of every service; a service only says which of its paths are a group.
@Configuration(proxyBeanMethods = false)
public class OpenApiConventions {

    static {
        // Made from the token, not sent by the caller.
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Actor.class, Ceiling.class);
    }

    @Bean
    RecordsAsDeclared recordsAsDeclared(ObjectMapperProvider mappers) {
        // As Json writes them: AMBER+STRICT is no Java name.
        mappers.jsonMapper().enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING);
        return new RecordsAsDeclared();
    }

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    GlobalOpenApiCustomizer kindsByName(RecordsAsDeclared records) {
        return api -> {
            if (api.getComponents() != null) {
                records.distinguish(api.getComponents());
            }
        };
    }

    @Bean
    GlobalOpenApiCustomizer apiHead() {
        return new ApiHead();
    }

    @Bean
    GlobalOperationCustomizer operationConventions() {
        return new OperationConventions();
    }
}
