package io.flankwatch.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The tour of the README, pasted into a shell; the demo case is all that the ledger has.
public final class Tour {

    private static final Pattern BLOCK = Pattern.compile("```bash\n(.*?)```", Pattern.DOTALL);
    private static final String TOKEN = "$API/oauth2/token";

    private Tour() {}

    /// With the server of another port, and whatever else its reader would have to change.
    public static void holds(int port, Path directory, UnaryOperator<String> change) throws IOException, InterruptedException {
        Matcher block = BLOCK.matcher(Files.readString(Path.of("..", "README.md")));
        assertThat(block.find()).isTrue();
        Path script = Files.writeString(directory.resolve("tour.sh"), change.apply(block.group(1).replace("127.0.0.1:8080", "127.0.0.1:" + port)));
        Process shell = new ProcessBuilder("bash", "-euo", "pipefail", script.toString()).redirectErrorStream(true).start();
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as(said).isZero();
        assertThat(said)
                .contains("\"replayed\":true", "\"wouldRecord\"", "\"UNKNOWN_FIELD\"", "\"/titel\"", "\"posture\":\"IDENTIFY\"", "\"holds\":\"NOT_YET\"", "\"reproduced\":true", "**TLP:AMBER**", "## Posture before and now", "\"how\":\"ADDED\"", "event:", "id: 10")
                .contains("{\"position\":34,\"marking\":\"AMBER\"")
                .doesNotContain("INTERNAL");
    }

    /// Tokens come from another issuer than the server itself.
    public static UnaryOperator<String> tokensFrom(String url) {
        return tour -> {
            assertThat(tour).contains(TOKEN);
            return tour.replace(TOKEN, url);
        };
    }
}
