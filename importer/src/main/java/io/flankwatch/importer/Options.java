package io.flankwatch.importer;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the user asked for on the command line.
///
/// @param token     absent: fetched from `tokenUrl` with `client` and `secret`
/// @param zone      absent: assumed by country
/// @param marking   of the cases; absent: the server's default
/// @param batch     rows in one request, at most
/// @param parallel  requests in flight, at most; rows of one case go one request after the other
/// @param patience  for how long a server that doesn't answer is tried again
record Options(
        Path file,
        URI server,
        URI tokenUrl,
        String client,
        String secret,
        @Nullable String token,
        DataSet dataSet,
        @Nullable ZoneId zone,
        @Nullable String marking,
        int batch,
        int parallel,
        Duration patience,
        boolean dryRun) {

    static final String HELP = """
            Usage: java -jar importer.jar FILE [options]
                   java -jar importer.jar evidence FILE KIND

            Sends an NDJSON file of incidents to a running Flankwatch server: one case per month of the start date,
            one development or incursion per row, and the deaths and injuries that it states as claims about it. It may be run
            again at any time: what is there already is not recorded twice. docs/importing.md describes the format.

              --server URL          the server (http://127.0.0.1:8080)
              --token-url URL       where tokens are had (the server's /oauth2/token)
              --client ID           client credentials (analyst)
              --secret SECRET       their secret (analyst, or the environment variable FLANKWATCH_SECRET)
              --token TOKEN         a bearer token, instead of the three above (or FLANKWATCH_TOKEN)
              --data-set NAME       what the file is a part of (the file's name without its ending); it is in every
                                    id, so keep it when the file is renamed
              --attribution TEXT    how the data set wants to be cited
              --zone ZONE           IANA zone of the days in the file (assumed by country, else UTC)
              --marking MARKING     CLEAR, GREEN, AMBER, AMBER+STRICT or RED, of the cases (the server's default: AMBER)
              --batch N             rows in one request, 1 to 200 (50)
              --parallel N          requests in flight, 1 to 16 (4)
              --patience SECONDS    for how long a server that doesn't answer is tried again (120)
              --dry-run             say what would be sent, and send nothing
              --help                this text

            Ends with 0 when every row is recorded, 1 when rows were rejected, 2 when it could not go on.
            """;

    private static final Set<String> MARKINGS = Set.of("CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED");

    /// @throws IllegalArgumentException with a message for the user
    static Options parse(List<String> arguments, Map<String, String> environment) {
        Path file = null;
        String server = "http://127.0.0.1:8080";
        String tokenUrl = null;
        String client = "analyst";
        String secret = environment.getOrDefault("FLANKWATCH_SECRET", "analyst");
        String token = environment.get("FLANKWATCH_TOKEN");
        String dataSet = null;
        String attribution = null;
        ZoneId zone = null;
        String marking = null;
        int batch = 50;
        int parallel = 4;
        int patience = 120;
        boolean dryRun = false;

        Deque<String> rest = new ArrayDeque<>(arguments);
        while (!rest.isEmpty()) {
            String argument = rest.removeFirst();
            if (!argument.startsWith("--")) {
                refuse(file != null, "one file at a time: " + argument);
                file = Path.of(argument);
                continue;
            }
            if (argument.equals("--dry-run")) {
                dryRun = true;
                continue;
            }
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            String value = equals < 0 ? rest.pollFirst() : argument.substring(equals + 1);
            refuse(value == null, name + " needs a value");
            String given = Objects.requireNonNull(value);
            switch (name) {
                case "--server" -> server = given;
                case "--token-url" -> tokenUrl = given;
                case "--client" -> client = given;
                case "--secret" -> secret = given;
                case "--token" -> token = given;
                case "--data-set" -> dataSet = given;
                case "--attribution" -> attribution = given;
                case "--zone" -> zone = zone(given);
                case "--marking" -> marking = given;
                case "--batch" -> batch = number(name, given, 200);
                case "--parallel" -> parallel = number(name, given, 16);
                case "--patience" -> patience = number(name, given, 86_400);
                default -> throw new IllegalArgumentException("unknown option " + name);
            }
        }
        if (file == null) {
            throw new IllegalArgumentException("which file?");
        }
        refuse(!Files.isRegularFile(file), "there is no file " + file);
        refuse(marking != null && !MARKINGS.contains(marking), "unknown marking " + marking);
        refuse(attribution != null && attribution.isBlank(), "--attribution is blank");
        String name = dataSet == null ? nameOf(file) : dataSet;
        refuse(!DataSet.NAME.matcher(name).matches(),
                "the data set's name may have letters, digits, dots, dashes and underscores: give one with --data-set");
        String base = server.endsWith("/") ? server.substring(0, server.length() - 1) : server;
        return new Options(
                file,
                http(base),
                http(tokenUrl == null ? base + "/oauth2/token" : tokenUrl),
                client,
                secret,
                token,
                new DataSet(name, attribution),
                zone,
                marking,
                batch,
                parallel,
                Duration.ofSeconds(patience),
                dryRun);
    }

    private static String nameOf(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.indexOf('.', 1);
        return dot < 0 ? name : name.substring(0, dot);
    }

    private static URI http(String url) {
        try {
            URI uri = URI.create(url);
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException notAUrl) {
            throw new IllegalArgumentException("not a URL: " + url, notAUrl);
        }
        throw new IllegalArgumentException("not an http or https URL: " + url);
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            throw new IllegalArgumentException("unknown time zone " + name, unknown);
        }
    }

    private static int number(String name, String value, int most) {
        try {
            int number = Integer.parseInt(value);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(name + " needs a number from 1 to " + most, notANumber);
        }
        throw new IllegalArgumentException(name + " needs a number from 1 to " + most);
    }

    private static void refuse(boolean wrong, String message) {
        if (wrong) {
            throw new IllegalArgumentException(message);
        }
    }
}
