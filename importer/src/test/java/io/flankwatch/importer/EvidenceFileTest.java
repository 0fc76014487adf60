package io.flankwatch.importer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceFileTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void a_file_becomes_the_body_of_a_capture(@TempDir Path folder) throws IOException {
        Path page = Files.writeString(folder.resolve("page.html"), "abc");
        assertThat(run("evidence", page.toString(), "HTML")).isZero();
        assertThat(out.toString(UTF_8).strip()).isEqualTo("{\"kind\":\"HTML\","
                + "\"sha256\":\"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\",\"length\":3,"
                + "\"mediaType\":\"text/html\",\"originalFilename\":\"page.html\"}");
    }

    @Test
    void a_type_that_the_name_does_not_tell_is_left_out(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("unnamed"), new byte[0]);
        assertThat(run("evidence", file.toString(), "OTHER")).isZero();
        assertThat(out.toString(UTF_8)).contains("\"length\":0").doesNotContain("mediaType");
    }

    @Test
    void without_a_kind_or_a_file_it_says_so(@TempDir Path folder) {
        assertThat(run("evidence", "x")).isEqualTo(2);
        assertThat(run("evidence", "x", "PAGE")).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("KIND is one of [HTML,");
        assertThat(run("evidence", folder.resolve("nowhere").toString(), "HTML")).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("can't read");
    }

    private int run(String... arguments) {
        return Importer.run(List.of(arguments), Map.of(), new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), false);
    }
}
