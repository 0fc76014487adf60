package io.flankwatch.standalone.deployed;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.flankwatch.standalone.JavaProcess;
import io.flankwatch.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/// A Keycloak with the realm of the repository, and nothing kept when it ends.
final class Keycloak implements AutoCloseable {

    private static final Path REALM = Path.of("..", "keycloak", "flankwatch-realm.json");
    private static final String ADMINISTRATOR = "administrator";
    private static final String APPLICATION = "flankwatch-app";
    private static final String BACK = "http://127.0.0.1:8080/signed-in";
    private static final Pattern FORM = Pattern.compile("action=\"([^\"]+)\"");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final Path log;
    private final URI url;

    private Keycloak(Process process, Path log, URI url) {
        this.process = process;
        this.log = log;
        this.url = url;
    }

    /// @param distribution unpacked
    static Keycloak start(Path distribution) throws IOException {
        Path imported = Files.createDirectories(distribution.resolve("data").resolve("import"));
        Files.copy(REALM, imported.resolve("flankwatch-realm.json"), StandardCopyOption.REPLACE_EXISTING);
        int port = JavaProcess.freePort();
        Path log = Files.createTempFile("keycloak", ".log");
        log.toFile().deleteOnExit();
        var start = new ProcessBuilder(
                "bash", distribution.resolve("bin").resolve("kc.sh").toString(), "start-dev", "--http-host=127.0.0.1", "--http-port=" + port, "--db=dev-mem", "--cache=local", "--import-realm");
        start.environment().putAll(Map.of(
                "JAVA_HOME", System.getProperty("java.home"), "KC_BOOTSTRAP_ADMIN_USERNAME", ADMINISTRATOR, "KC_BOOTSTRAP_ADMIN_PASSWORD", ADMINISTRATOR));
        return new Keycloak(start.redirectErrorStream(true).redirectOutput(log.toFile()).start(), log, URI.create("http://127.0.0.1:" + port));
    }

    /// Waits until it has taken the realm in.
    void ready() {
        HttpRequest known = HttpRequest.newBuilder(URI.create(issuer() + "/.well-known/openid-configuration")).build();
        Awaitility.await().atMost(Duration.ofMinutes(5)).ignoreExceptionsInstanceOf(IOException.class).until(() -> {
            if (!process.isAlive()) {
                throw new AssertionError("ended: " + Files.readString(log));
            }
            return http.send(known, BodyHandlers.discarding()).statusCode() == 200;
        });
    }

    String issuer() {
        return url + "/realms/flankwatch";
    }

    String tokenEndpoint() {
        return issuer() + "/protocol/openid-connect/token";
    }

    /// By client credentials; a client of the realm has its name as its secret.
    String ofClient(String client) {
        return tokens(tokenEndpoint(), Map.of("grant_type", "client_credentials", "client_id", client, "client_secret", client)).required("access_token").stringValue();
    }

    /// By an authorization code with PKCE, as an application on somebody's machine gets it: the form is filled in, and the answer is where it is sent back to.
    ///
    /// @return the answer of the token endpoint
    JsonNode ofPerson(String user) {
        String verifier = "0123456789".repeat(5);
        HttpResponse<String> page = send(HttpRequest.newBuilder(URI.create(issuer() + "/protocol/openid-connect/auth?" + form(Map.of(
                "response_type", "code", "client_id", APPLICATION, "redirect_uri", BACK, "scope", "openid", "code_challenge_method", "S256", "code_challenge", challenge(verifier))))));
        Matcher action = FORM.matcher(page.body());
        if (page.statusCode() != 200 || !action.find()) {
            throw new AssertionError("no form: " + page.statusCode() + " " + page.body());
        }
        // By hand: the cookies are for secure connections, which a browser takes the loopback for, and this client does not.
        String cookies = page.headers().allValues("Set-Cookie").stream().map(cookie -> cookie.substring(0, cookie.indexOf(';'))).collect(Collectors.joining("; "));
        HttpResponse<String> back = send(HttpRequest.newBuilder(URI.create(action.group(1).replace("&amp;", "&")))
                .header("Cookie", cookies)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(Map.of("username", user, "password", user)))));
        String location = back.headers().firstValue("Location").orElseThrow(() -> new AssertionError(back.statusCode() + " " + back.body()));
        String code = location.substring(location.indexOf("code=") + "code=".length()).replaceFirst("&.*", "");
        return tokens(tokenEndpoint(), Map.of("grant_type", "authorization_code", "client_id", APPLICATION, "redirect_uri", BACK, "code", code, "code_verifier", verifier));
    }

    /// Of another realm.
    String ofAdministrator() {
        return tokens(url + "/realms/master/protocol/openid-connect/token", Map.of("grant_type", "password", "client_id", "admin-cli", "username", ADMINISTRATOR, "password", ADMINISTRATOR))
                .required("access_token")
                .stringValue();
    }

    /// A further client, with its name as its secret.
    ///
    /// @param more members of its representation
    void addClient(String name, String more) {
        String client = "{\"clientId\": \"%1$s\", \"secret\": \"%1$s\", \"publicClient\": false, \"serviceAccountsEnabled\": true, \"standardFlowEnabled\": false%2$s}".formatted(name, more);
        HttpResponse<String> answer = send(HttpRequest.newBuilder(url.resolve("/admin/realms/flankwatch/clients"))
                .header("Authorization", "Bearer " + ofAdministrator())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(client)));
        if (answer.statusCode() != 201) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
    }

    private JsonNode tokens(String endpoint, Map<String, String> request) {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(endpoint))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(request))));
        if (answer.statusCode() != 200) {
            throw new AssertionError(request.keySet() + ": " + answer.statusCode() + " " + answer.body());
        }
        return Json.MAPPER.readTree(answer.body());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String form(Map<String, String> members) {
        return members.entrySet().stream()
                .map(member -> member.getKey() + "=" + URLEncoder.encode(member.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        if (process.onExit().completeOnTimeout(process, 20, TimeUnit.SECONDS).join().isAlive()) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().onExit().join();
        }
    }
}
