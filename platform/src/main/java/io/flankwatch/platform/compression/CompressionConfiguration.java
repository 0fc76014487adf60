package io.flankwatch.platform.compression;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
public class CompressionConfiguration {

    @Bean
    FilterRegistrationBean<Compression> compression() {
        var filter = new FilterRegistrationBean<>(new Compression());
        // Outside of whatever holds answers back, inside of security: what it refuses is small.
        filter.setOrder(0);
        return filter;
    }
}
