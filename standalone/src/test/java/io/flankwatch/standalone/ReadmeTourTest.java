package io.flankwatch.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The tour of the README, pasted into a shell.
class ReadmeTourTest {

    private static final Pattern TOUR = Pattern.compile("```bash\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path directory;

    @Test
    void every_line_works_as_pasted() throws Exception {
        String readme = Files.readString(Path.of("..", "README.md"));
        var blocks = TOUR.matcher(readme);
        assertThat(blocks.find()).isTrue();
        int port = JavaProcess.freePort();
        List<String> arguments = List.of("--server.port=" + port, "--flankwatch.data=" + directory.resolve("data"));
        try (JavaProcess standalone = JavaProcess.start(Standalone.class, port, arguments).ready()) {
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> standalone.log().contains("Recorded"));
            Path script = Files.writeString(directory.resolve("tour.sh"), blocks.group(1).replace("127.0.0.1:8080", "127.0.0.1:" + port));
            Process shell = new ProcessBuilder("bash", "-euo", "pipefail", script.toString()).redirectErrorStream(true).start();
            String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(shell.waitFor()).as(said).isZero();
            assertThat(said)
                    .contains("\"replayed\":true", "\"wouldRecord\"", "\"UNKNOWN_FIELD\"", "\"/titel\"", "\"posture\":\"IDENTIFY\"", "\"holds\":\"NOT_YET\"", "\"reproduced\":true", "**TLP:AMBER**", "## Posture before and now", "\"how\":\"ADDED\"", "event:", "id: 10")
                    .contains("{\"position\":34,\"marking\":\"AMBER\"")
                    .doesNotContain("INTERNAL");
        }
    }
}
