package io.flankwatch.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void it_does_not_start_without_the_key_that_wraps_those_of_persons_nor_with_another_one(@TempDir Path data) throws Exception {
        try (var first = Running.start(data).up(PATIENCE)) {
            first.kill();
        }
        Path file = data.resolve("secrets/persons");
        String own = Files.readString(file);
        for (String other : new String[] {"", Base64.getEncoder().encodeToString(new byte[32])}) {
            Files.writeString(file, other);
            try (var refused = Running.start(data)) {
                assertThat(refused.ended(PATIENCE)).isNotZero();
                assertThat(refused.output()).contains("flankwatch.persons.key-file").doesNotContain(own);
            }
        }
        // A new line on top wraps from now on, and the old one goes on unwrapping.
        Files.writeString(file, Base64.getEncoder().encodeToString(new byte[32]) + "\n" + own);
        try (var again = Running.start(data).up(PATIENCE)) {
            again.kill();
        }
    }
}
