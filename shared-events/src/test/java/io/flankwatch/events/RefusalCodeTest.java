package io.flankwatch.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RefusalCodeTest {

    @Test
    void every_code_has_its_line_in_the_api_document() throws IOException {
        String document = Files.readString(Path.of("..", "docs", "api.md"));
        for (RefusalCode code : RefusalCode.values()) {
            assertThat(document).contains("| `%s` | %d | %s |".formatted(code, code.status(), code.meaning()));
        }
    }
}
