package io.flankwatch.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.events.Check;
import io.flankwatch.standalone.demo.Client;
import io.flankwatch.standalone.demo.DemoCase;
import io.flankwatch.wire.Json;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Tells the worked example, and reads the case after each command in every way that there is. Later, it reads all of that again as of then.
final class Onlooker extends Client {

    /// One sees everything, the other what is GREEN.
    private static final List<String> READERS = List.of("analyst", "integrator");
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");
    private static final Map<String, String> IDS = Map.of(
            "caseId", DemoCase.ID,
            "entryId", DemoCase.MEETING,
            "sourceId", DemoCase.SOURCE,
            "indicatorId", DemoCase.INDICATOR,
            "hypothesisId", DemoCase.THEATRE,
            "assessmentId", DemoCase.ASSESSMENT,
            "briefId", DemoCase.BRIEF,
            "jurisdiction", "RO");

    /// @param asOf the parameter that names what was known then
    private record Read(String reader, String path, String asOf, String accept) {}

    private record Seen(int status, String body) {}

    private final List<Read> reads = new ArrayList<>();
    private final Map<Long, Map<Read, Seen>> seen = new TreeMap<>();
    private long last = -1;

    Onlooker(URI commands, URI queries, UnaryOperator<String> issuer) {
        super(commands, queries, issuer);
    }

    @Override
    public HttpResponse<String> post(String client, String path, String json, String... headers) {
        HttpResponse<String> answer = super.post(client, path, json, headers);
        answer.headers().firstValueAsLong("Ledger-Position").ifPresent(this::look);
        return answer;
    }

    private void look(long position) {
        // A command that was repeated has the position that it had.
        if (position > last) {
            last = position;
            Map<Read, Seen> now = new ConcurrentHashMap<>();
            reads().parallelStream().forEach(read -> now.put(read, seen(read, read.path(), "Ledger-Position", Long.toString(position))));
            seen.put(position, now);
        }
    }

    private Seen seen(Read read, String path, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Accept", read.accept()));
        HttpResponse<String> answer = get(read.reader(), path, all.toArray(String[]::new));
        return new Seen(answer.statusCode(), answer.body());
    }

    /// Those that the API document says have an as-of, of a case and of postures, and the one that calls it `to`.
    private List<Read> reads() {
        if (reads.isEmpty()) {
            // The posture depends on the time in the world: it is asked for one at which everything has come into force.
            String at = Instant.now().plus(60, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS).toString();
            ask("analyst", "/v3/api-docs").required("paths").forEachEntry((path, operations) -> {
                JsonNode get = operations.path("get");
                List<String> parameters = get.path("parameters").valueStream().map(parameter -> parameter.required("name").stringValue()).toList();
                String asOf = path.endsWith("/diff") ? "to" : "asOf";
                if (parameters.contains(asOf)) {
                    String filled = VARIABLE.matcher(path).replaceAll(variable -> Check.required(IDS.get(variable.group(1)), path))
                            + (parameters.contains("at") ? "?at=" + at : "");
                    get.at("/responses/200/content").propertyNames().forEach(form ->
                            READERS.forEach(reader -> reads.add(new Read(reader, filled, asOf, form))));
                }
            });
            assertThat(reads).hasSizeGreaterThan(40);
        }
        return reads;
    }

    /// There is nothing to compare with in the middle of a commit: nobody could ever see it.
    void sees_as_of_every_position_what_it_saw_then() {
        every_other_position_is_within_a_commit();
        seen.forEach((position, then) -> then.entrySet().parallelStream().forEach(each -> {
            Read read = each.getKey();
            String path = read.path() + (read.path().contains("?") ? "&" : "?") + read.asOf() + "=" + position;
            assertThat(comparable(read, seen(read, path))).as("%s %s %s", read.reader(), path, read.accept()).isEqualTo(comparable(read, each.getValue()));
        }));
    }

    private void every_other_position_is_within_a_commit() {
        List<JsonNode> lines = new Story(this).feed("auditor");
        assertThat(lines).hasSizeGreaterThan(30);
        for (int i = 0; i < lines.size(); i++) {
            if (!seen.containsKey(lines.get(i).required("position").longValue())) {
                assertThat(lines.get(i).at("/event/commandid")).isEqualTo(lines.get(i + 1).at("/event/commandid"));
            }
        }
    }

    /// An answer across cases names what was asked for and how far it has read, which is further by now; every problem has an id of its own for the log.
    private static Seen comparable(Read read, Seen answer) {
        List<String> own = answer.status() != 200 ? List.of("traceId") : read.path().startsWith("/postures") ? List.of("asOf", "position") : List.of();
        if (own.isEmpty()) {
            return answer;
        }
        ObjectNode body = (ObjectNode) Json.MAPPER.readTree(answer.body());
        body.remove(own);
        return new Seen(answer.status(), body.toString());
    }
}
