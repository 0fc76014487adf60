package io.flankwatch.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.flankwatch.standalone.demo.Client;
import io.flankwatch.standalone.demo.DemoCase;
import io.flankwatch.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/// A brief as a browser shows it: Debian's `chromium`, or the one that `-Dbrowser` names. Where there is neither, this is skipped and says so.
@EnabledIf(value = "browserThere", disabledReason = "there is no /usr/bin/chromium; -Dbrowser=PATH names another")
class BriefInBrowserTest {

    private static final String BROWSER = System.getProperty("browser", "/usr/bin/chromium");
    private static final String PLANTED =
            "<script>document.body.textContent='it ran'</script><img src='/fetched' onerror=\"document.title='it ran'\"><a href='javascript:1'>x</a> \u202Ebackwards";

    @TempDir
    Path directory;

    /// A browser that was named must be there.
    static boolean browserThere() {
        return System.getProperty("browser") != null || Files.isExecutable(Path.of(BROWSER));
    }

    @Test
    void what_was_planted_in_a_text_is_shown_as_text_and_does_nothing() throws Exception {
        int port = JavaProcess.freePort();
        List<String> arguments = List.of("--server.port=" + port, "--flankwatch.data=" + directory.resolve("data"));
        try (JavaProcess standalone = JavaProcess.start(Standalone.class, port, arguments).ready()) {
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> standalone.log().contains("Recorded"));
            Client client = new Client(standalone.url());
            String before = "/cases/" + DemoCase.ID + "/brief";
            try (Relay relay = new Relay(client, before)) {
                shoot(relay, Path.of("target", "brief.png"));
            }
            ObjectNode entry = Json.MAPPER.createObjectNode();
            entry.put("vector", "INFORMATION").put("title", PLANTED).put("description", PLANTED).put("unsourced", PLANTED);
            entry.putObject("occurred").put("precision", "UNKNOWN").put("asStated", PLANTED);
            HttpResponse<String> recorded = client.post("analyst", "/cases/" + DemoCase.ID + "/developments", Json.MAPPER.writeValueAsString(entry));
            assertThat(recorded.statusCode()).as(recorded.body()).isEqualTo(201);
            try (Relay relay = new Relay(client, before + "?since=20")) {
                String shown = browser(relay, "--dump-dom");
                assertThat(shown)
                        .as("what stands in the page once everything in it has had its chance")
                        .contains("<bdi>&lt;script&gt;document.body.textContent='it ran'&lt;/script&gt;&lt;img src='/fetched'", "[U+202E]backwards", "TLP:AMBER")
                        .contains("<title>TLP:AMBER Exercise: drone strike")
                        .doesNotContain("<script", "<img", "<a ", "\u202E");
                assertThat(relay.asked).containsOnly("/");
            }
        }
    }

    private void shoot(Relay relay, Path picture) throws Exception {
        browser(relay, "--screenshot=" + picture.toAbsolutePath(), "--window-size=1000,1400", "--hide-scrollbars");
        assertThat(picture).isNotEmptyFile();
        Path pdf = Path.of("target", "brief.pdf").toAbsolutePath();
        browser(relay, "--print-to-pdf=" + pdf, "--no-pdf-header-footer");
        assertThat(pdf).isNotEmptyFile();
    }

    private String browser(Relay relay, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                BROWSER,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + Files.createTempDirectory(directory, "profile")));
        command.addAll(List.of(options));
        command.add("http://127.0.0.1:" + relay.port() + "/");
        Path said = Files.createTempFile(directory, "said", ".txt");
        Process process = new ProcessBuilder(command).redirectOutput(said.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try {
            assertThat(process.waitFor(90, TimeUnit.SECONDS)).as(BROWSER + " ends").isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).isZero();
        return Files.readString(said);
    }

    /// Gives a browser, which has no token, the page with the headers that it was served with, and knows what else the browser asks for.
    private static final class Relay implements AutoCloseable {

        private final HttpServer server;
        private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();

        Relay(Client client, String path) {
            HttpResponse<String> page = client.get("analyst", path, "Accept", "text/html");
            assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
            try {
                server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
            server.createContext("/", exchange -> answer(exchange, page));
            server.start();
        }

        private void answer(HttpExchange exchange, HttpResponse<String> page) throws IOException {
            String path = exchange.getRequestURI().getPath();
            if (path.equals("/favicon.ico")) {
                // Asked for by the browser itself, whatever the page says.
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            asked.add(path);
            for (Map.Entry<String, List<String>> header : page.headers().map().entrySet()) {
                if (header.getKey().equalsIgnoreCase("content-type") || header.getKey().equalsIgnoreCase("content-security-policy")) {
                    exchange.getResponseHeaders().put(header.getKey(), header.getValue());
                }
            }
            byte[] body = page.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        }

        int port() {
            return server.getAddress().getPort();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
