package io.flankwatch.standalone;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTourTest {

    @TempDir
    Path directory;

    @Test
    void every_line_works_as_pasted() throws Exception {
        int port = JavaProcess.freePort();
        List<String> arguments = List.of("--server.port=" + port, "--flankwatch.data=" + directory.resolve("data"));
        try (JavaProcess standalone = JavaProcess.start(Standalone.class, port, arguments).ready()) {
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> standalone.log().contains("Recorded"));
            Tour.holds(port, directory, UnaryOperator.identity());
        }
    }
}
