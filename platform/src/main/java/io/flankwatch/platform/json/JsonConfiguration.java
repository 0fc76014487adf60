package io.flankwatch.platform.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.flankwatch.wire.Json;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.util.unit.DataSize;

/// Both services write JSON as the ledger does, but for lists: in an answer an empty one is there, so that nobody has to ask whether it is.
@Configuration(proxyBeanMethods = false)
public class JsonConfiguration {

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    JsonMapperBuilderCustomizer asTheLedgerWritesIt() {
        return builder -> Json.configure(builder)
                .withConfigOverride(
                        List.class,
                        lists -> lists.setInclude(JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL)));
    }

    @Bean
    FilterRegistrationBean<BodyLimit> bodyLimit(@Value("${flankwatch.max-body}") DataSize limit) {
        var filter = new FilterRegistrationBean<>(new BodyLimit(limit.toBytes()));
        // After the trace id and security: who may not call is not told what is too large.
        filter.setOrder(0);
        return filter;
    }
}
