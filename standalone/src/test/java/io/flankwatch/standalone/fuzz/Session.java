package io.flankwatch.standalone.fuzz;

import io.flankwatch.standalone.demo.Client;
import io.flankwatch.standalone.fuzz.Api.Operation;
import io.flankwatch.standalone.fuzz.RawHttp.Answer;
import io.flankwatch.standalone.fuzz.RawHttp.Request;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Sends, judges every answer, and counts.
final class Session {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int LIMIT = 8 * 1024 * 1024;
    private static final int OF_EACH_SORT = 6;
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");
    private static final Pattern INSIDES = Pattern.compile("Exception|\\tat |java\\.lang|io\\.flankwatch\\.\\w+\\.\\w+[A-Z]|springframework|tools\\.jackson|fasterxml|postgresql|mongodb");

    private final RawHttp http;
    private final Api api;
    private final Random random;
    private final Mutations mutations;
    private final Map<String, Integer> codes;
    private final Map<String, Long> refused = new TreeMap<>();
    private final Set<Operation> tried = new LinkedHashSet<>();
    private final List<String> faults = new ArrayList<>();
    /// Ids that were recorded in the case, by the path that they were posted to.
    private final Map<String, List<String>> ids = new HashMap<>();
    private final Map<String, String> tokens = new HashMap<>();
    private final Set<String> cases = new LinkedHashSet<>();
    private final Requests requests;
    private final Ledger ledger;
    private String caseId = "";
    private String otherId = "";
    private long sent;
    private long succeeded;
    private long recorded;
    private long serverErrors;

    Session(URI server, Api api, Random random) {
        this.http = new RawHttp(server);
        this.api = api;
        this.random = random;
        this.mutations = new Mutations(random);
        this.codes = api.codes();
        this.requests = new Requests(random, mutations, client -> tokens.computeIfAbsent(client, new Client(server)::token));
        this.ledger = new Ledger(server, () -> tokens.computeIfAbsent("auditor", new Client(server)::token));
    }

    /// A round: everything once, on new cases. Tokens do not outlive a long run.
    void round(List<Operation> operations) throws IOException {
        tokens.clear();
        cases.clear();
        seed(operations);
        for (Operation operation : operations) {
            if (operation.writes()) {
                seed(operations);
                writes(operation, operations);
            } else {
                reads(operation);
            }
            tried.add(operation);
        }
        everythingCanBeRead(operations);
    }

    private void reads(Operation operation) throws IOException {
        byte[] none = new byte[0];
        judge(operation, requests.plain(operation, path(operation), none));
        for (int i = 0; i < OF_EACH_SORT; i++) {
            for (int j = 0; j < 3; j++) {
                judge(operation, requests.query(operation, path(operation), none));
            }
            judge(operation, requests.head(operation, path(operation), none));
            judge(operation, requests.path(operation, path(operation), none));
            judge(operation, requests.stranger(operation, path(operation), none));
        }
        judge(operation, requests.method(operation, path(operation), none));
    }

    private void writes(Operation operation, List<Operation> operations) throws IOException {
        JsonNode example = operation.example();
        List<JsonNode> bases = new ArrayList<>(List.of(api.body(operation, known("")), api.body(operation, known(""))));
        if (example != null) {
            bases.addFirst(ours(example));
        }
        for (JsonNode base : bases) {
            byte[] valid = JSON.writeValueAsBytes(base);
            write(operation, valid, operations);
            for (byte[] body : mutations.ofEachMember(base)) {
                write(operation, body, operations);
            }
            for (int i = 0; i < OF_EACH_SORT; i++) {
                write(operation, mutations.ofBody(base), operations);
                judge(operation, requests.head(operation, path(operation), valid));
                judge(operation, requests.path(operation, path(operation), valid));
            }
            judge(operation, requests.query(operation, path(operation), valid));
            judge(operation, requests.stranger(operation, path(operation), valid));
            judge(operation, requests.method(operation, path(operation), valid));
        }
        judge(operation, requests.oversized(operation, path(operation), LIMIT));
    }

    private void write(Operation operation, byte[] body, List<Operation> operations) throws IOException {
        boolean dryRun = random.nextInt(6) == 0;
        Request request = requests.plain(operation, path(operation) + (dryRun ? "?dryRun=true" : ""), body);
        Answer answer = judge(operation, request);
        if (answer.body().contains("\"CASE_CLOSED\"")) {
            seed(operations);
        } else if (answer.status() < 300 && !dryRun) {
            everythingIsThere(request, answer);
        }
    }

    /// A new case with something of each kind in it, as the examples have it.
    private void seed(List<Operation> operations) throws IOException {
        ids.clear();
        otherId = UUID.randomUUID().toString();
        caseId = UUID.randomUUID().toString();
        cases.add(caseId);
        for (String id : List.of(otherId, caseId)) {
            for (Operation open : operations) {
                if (open.path().equals("/cases") && open.writes()) {
                    judge(open, requests.plain(open, open.path(), bytes("{\"caseId\": \"" + id + "\", \"title\": \"fuzz\", \"marking\": \"GREEN\", \"countries\": [\"RO\"]}")));
                }
            }
        }
        for (Operation operation : operations) {
            JsonNode example = operation.example();
            boolean records = operation.method().equals("POST") && operation.path().matches("/cases/\\{caseId}/\\w+s");
            if (records && example != null && !operation.path().endsWith("/commands")) {
                judge(operation, requests.plain(operation, path(operation), JSON.writeValueAsBytes(ours(example))));
            }
        }
    }

    /// The example of a link names a case; here it is another.
    private JsonNode ours(JsonNode example) {
        JsonNode copy = example.deepCopy();
        if (copy instanceof ObjectNode body && body.has("otherId")) {
            body.put("otherId", otherId);
        }
        return copy;
    }

    private String path(Operation operation) {
        return VARIABLE.matcher(operation.path()).replaceAll(variable -> switch (variable.group(1)) {
            case "caseId" -> caseId;
            case "otherId" -> otherId;
            case "subject" -> "analyst2";
            case "position" -> Long.toString(random.nextLong(ledger.head() + 1));
            case "type" -> "io.flankwatch.case.opened";
            case "version" -> "v1";
            default -> {
                List<String> known = known(operation.path().substring(0, variable.start() - 1));
                yield known.isEmpty() ? UUID.randomUUID().toString() : Hostile.any(known, random);
            }
        });
    }

    /// Those that were posted to the path, or, where there is nothing to be posted to, all.
    private List<String> known(String path) {
        List<String> own = ids.getOrDefault(path, List.of());
        return own.isEmpty() ? ids.values().stream().flatMap(List::stream).toList() : own;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Answer judge(Operation operation, Request request) throws IOException {
        sent++;
        Answer answer;
        try {
            answer = http.send(request);
        } catch (IOException | RuntimeException none) {
            faults.add("no readable answer (" + none + ") to " + request);
            return new Answer(0, Map.of(), "");
        }
        String told = answer.status() + " " + RawHttp.shortened(answer.body());
        if (answer.status() >= 500) {
            serverErrors++;
            fault("5xx", request, told);
        } else if (answer.status() >= 400) {
            refusal(request, answer, told);
        } else {
            succeeded++;
        }
        if (answer.headers().containsKey("x-injected")) {
            fault("a header was injected", request, told);
        }
        boolean mayRecord = operation.writes() && answer.status() < 300 && !request.target().contains("dryRun=true");
        long more = operation.writes() || !request.method().equals("GET") ? ledger.more() : 0;
        if (more > 0 && !mayRecord) {
            fault(more + " events were recorded", request, told);
        }
        recorded += more;
        if (answer.status() == 201) {
            String location = answer.header("Location");
            ids.computeIfAbsent(operation.path(), path -> new ArrayList<>()).add(location.substring(location.lastIndexOf('/') + 1));
        }
        return answer;
    }

    private void refusal(Request request, Answer answer, String told) {
        if (request.method().equals("HEAD")) {
            return;
        }
        try {
            String code = JSON.readTree(answer.body()).path("code").asString("none");
            refused.merge(code, 1L, Long::sum);
            if (!answer.header("Content-Type").startsWith("application/problem+json") || !Integer.valueOf(answer.status()).equals(codes.get(code))) {
                fault("not a documented problem: " + answer.header("Content-Type"), request, told);
            }
        } catch (JacksonException noJson) {
            fault("not JSON", request, told);
        }
        if (INSIDES.matcher(answer.body()).find()) {
            fault("tells of the program's insides", request, answer.body());
        }
    }

    /// What was accepted is in the feed and where the answer says, every text as it was sent.
    private void everythingIsThere(Request request, Answer answer) throws IOException {
        JsonNode body = request.body().length == 0 ? JSON.createObjectNode() : JSON.readTree(request.body());
        JsonNode results = JSON.readTree(answer.body()).path("results");
        for (int i = 0; i < results.size(); i++) {
            if (results.get(i).path("status").asInt() >= 400) {
                ((ObjectNode) body.get("commands").get(i)).remove("body");
            }
        }
        List<String> missing = ledger.missing(body);
        if (!missing.isEmpty()) {
            fault("texts are missing in the feed: " + missing, request, answer.body());
        }
        String location = answer.header("Location");
        if (!location.isEmpty()) {
            sent++;
            Answer read = http.send(new Request("GET", location, List.of("Authorization: Bearer " + tokens.get("auditor"), "Ledger-Position: " + answer.header("Ledger-Position")), new byte[0]));
            if (read.status() != 200) {
                fault("what was recorded can't be read", request, read.status() + " " + read.body());
            }
        }
    }

    private void everythingCanBeRead(List<Operation> operations) throws IOException {
        for (String id : cases) {
            for (Operation operation : operations) {
                if (!operation.writes() && operation.parameters("path").equals(List.of("caseId"))) {
                    List<String> headers = List.of("Authorization: Bearer " + tokens.get("auditor"), "Ledger-Position: " + ledger.head());
                    Request request = new Request("GET", operation.path().replace("{caseId}", id), headers, new byte[0]);
                    Answer answer = judge(operation, request);
                    if (answer.status() != 200) {
                        fault("can't be read", request, answer.body());
                    }
                }
            }
        }
    }

    private void fault(String what, Request request, String told) {
        faults.add(what + "\n  " + request + "\n  " + RawHttp.shortened(told));
    }

    List<String> faults() {
        return faults;
    }

    Set<Operation> tried() {
        return tried;
    }

    long recorded() {
        return recorded;
    }

    String figures() {
        return "fuzz: %,d requests to %d endpoints: %,d answered, %,d refused %s, 5xx = %d; %,d events recorded"
                .formatted(sent, tried.size(), succeeded, refused.values().stream().mapToLong(Long::longValue).sum(), refused, serverErrors, recorded);
    }
}
