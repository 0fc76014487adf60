package io.flankwatch.platform.edge;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flankwatch.platform.TestTokens;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

class OpenByOmissionTest {

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(Forgetful.class)
    static class ForgetfulService {}

    @RestController
    static class Forgetful {

        @GetMapping("/open")
        String open() {
            return "";
        }
    }

    @Test
    void a_service_with_an_endpoint_that_does_not_say_what_it_needs_does_not_start() {
        var arguments = new java.util.ArrayList<>(new TestTokens().asArguments());
        arguments.add("--server.port=0");
        assertThatThrownBy(() -> SpringApplication.run(ForgetfulService.class, arguments.toArray(String[]::new)).close())
                .hasMessageContaining("no endpoint is open by omission")
                .hasMessageContaining("Forgetful#open");
    }

    @Test
    void a_service_without_an_issuer_does_not_start() {
        assertThatThrownBy(() -> SpringApplication.run(TinyService.class, "--server.port=0").close())
                .rootCause()
                .hasMessageContaining("no issuer of tokens");
    }
}
