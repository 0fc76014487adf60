package io.flankwatch.standalone;

import io.flankwatch.command.CommandServiceConfiguration;
import io.flankwatch.query.QueryServiceConfiguration;
import io.flankwatch.standalone.demo.DemoAtStart;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.annotation.Import;

/// Starts both services in this process: `mvn spring-boot:run` in the root.
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({CommandServiceConfiguration.class, QueryServiceConfiguration.class, TokenIssuer.class, Welcome.class, DemoAtStart.class})
public class Standalone {

    public static void main(String[] arguments) {
        application().run(arguments);
    }

    static SpringApplication application() {
        return new SpringApplicationBuilder(Standalone.class)
                // The services have classes of the same name.
                .beanNameGenerator(FullyQualifiedAnnotationBeanNameGenerator.INSTANCE)
                .initializers(new EmbeddedStores())
                .build();
    }
}
