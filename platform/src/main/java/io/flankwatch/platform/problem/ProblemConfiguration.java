package io.flankwatch.platform.problem;

import io.opentelemetry.api.OpenTelemetry;
import org.apache.catalina.core.StandardHost;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;

@Configuration(proxyBeanMethods = false)
@Import({ProblemAdvice.class, ProblemErrors.class})
public class ProblemConfiguration {

    @Bean
    Problems problems(ObjectProvider<RefusalListener> listener) {
        return new Problems(listener);
    }

    @Bean
    FilterRegistrationBean<TraceIds> traceIds(OpenTelemetry telemetry) {
        var filter = new FilterRegistrationBean<>(new TraceIds(telemetry));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    /// A request that the container can't even read reaches no filter; Tomcat would answer it with a page.
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsOfTheContainer() {
        return tomcat -> tomcat.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ProblemValve.class.getName());
            }
        });
    }
}
