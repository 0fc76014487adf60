package io.flankwatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.command.vocabulary.Warning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class WarningTest {

    @Test
    void every_warning_has_its_line_in_the_api_document() throws IOException {
        String document = Files.readString(Path.of("..", "docs", "api.md"));
        String warnings = document.substring(document.indexOf("## Warnings"));
        for (Warning.Code code : Warning.Code.values()) {
            assertThat(warnings).contains("| `" + code + "` | ");
        }
    }
}
