package io.flankwatch.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComposeTest {

    private static final Path ROOT = Kustomize.ROOT;

    @Test
    void nothing_speaks_against_it() throws IOException {
        assertThat(Compose.faults(ROOT, Files.readString(ROOT.resolve("compose.yaml")))).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            a typo                     | stop_grace_period:          | stop_grace_periode:       | query-service may not have stop_grace_periode
            a member twice             | image: postgres:18.1        | image: postgres:18.1\\n    image: postgres:18.1 | duplicate key image
            all rights on the machine  | pull_policy: never          | privileged: true          | command-service may not have privileged
            a port for everybody       | 127.0.0.1:8080:8080         | 8080:8080                 | gateway is not on a port of loopback
            an image that moves        | image: postgres:18.1        | image: postgres:latest    | postgres has an image that is not pinned
            a file that there is not   | ./gateway/haproxy.cfg       | ./gateway/haproxi.cfg     | gateway mounts a file that there is not
            a file that may be written | haproxy.cfg:ro              | haproxy.cfg               | gateway may write to
            a folder of the machine    | ./compose/roles.sh:         | /etc/roles.sh:            | postgres has a volume that there is not, or a folder of the machine
            nobody asked for           | postgres: {condition: service_healthy} | postgre: {condition: service_healthy} | migration waits for postgre, which there is not
            no healthcheck             | healthcheck:                | x-healthcheck:            | postgres has no healthcheck
            an unknown setting         | FLANKWATCH_DRAIN:           | FLANKWATCH_DRAINS:        | command-service is told FLANKWATCH_DRAINS, which it does not know
            a setting that is missing  | target: flankwatch.idempotency.secret | target: flankwatch.idempotency.secrets | command-service is not told flankwatch.idempotency.secret
            an unknown secret          | source: ops-reader          | source: ops-readers       | query-service refers to a secret that there is not: ops-readers
            a secret in the open       | KC_BOOTSTRAP_ADMIN_USERNAME | KC_BOOTSTRAP_ADMIN_PASSWORD | keycloak is told a secret
            """)
    void what_is_planted_is_found(String what, String good, String bad, String told) throws IOException {
        String sound = Files.readString(ROOT.resolve("compose.yaml"));
        String planted = sound.replace(good, bad.replace("\\n", "\n"));
        assertThat(planted).as("it is there to be planted in").isNotEqualTo(sound);
        assertThat(Compose.faults(ROOT, planted)).as(what).anySatisfy(fault -> assertThat(fault).contains(told));
    }
}
