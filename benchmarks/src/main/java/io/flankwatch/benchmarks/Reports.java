package io.flankwatch.benchmarks;

import io.flankwatch.benchmarks.Client.Answer;
import io.flankwatch.wire.Ids;
import io.flankwatch.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// Cases as an analyst's tool fills them, one entry after the other: each entry of a case follows from its number.
final class Reports {

    private static final int BATCH = 500;
    private static final List<String> KINDS = List.of("ReportIncursion", "RecordCasualty", "RecordReaction", "RecordDevelopment");
    private static final List<String> PATHS = List.of("incursions", "casualties", "reactions", "developments");

    private final StandaloneProcess standalone;
    private final String token;

    Reports(StandaloneProcess standalone, String token) {
        this.standalone = standalone;
        this.token = token;
    }

    /// A case, and how many entries it has.
    static final class Case {

        private final UUID id = Ids.next();
        private final AtomicInteger entries = new AtomicInteger();

        UUID id() {
            return id;
        }

        private UUID entry(int i) {
            return Ids.derived(id, "entry-" + i);
        }
    }

    /// A new case with so many entries, recorded by requests of 500 at a time.
    Case filled(int entries) {
        Case filled = new Case();
        Map<String, Object> opening = Map.of("caseId", filled.id, "title", "A long war over a short border", "marking", "GREEN", "countries", List.of("RO", "UA"));
        standalone.post(token, "/cases", filled.id.toString(), json(opening), 201).join();
        for (int from = 0; from < entries; from += BATCH) {
            List<Map<String, Object>> commands = IntStream.range(from, Math.min(entries, from + BATCH))
                    .mapToObj(i -> Map.of("type", KINDS.get(i % KINDS.size()), "idempotencyKey", filled.entry(i), "body", body(filled, i)))
                    .toList();
            byte[] bulk = json(Map.of("mode", "ATOMIC", "commands", commands));
            standalone.post(token, "/cases/" + filled.id + "/commands", filled.id + "-" + from, bulk, 200).join();
        }
        filled.entries.set(entries);
        return filled;
    }

    /// The next entry of that case, by a request of its own.
    CompletableFuture<Answer> record(Case of) {
        int i = of.entries.getAndIncrement();
        return standalone.post(token, "/cases/" + of.id + "/" + PATHS.get(i % PATHS.size()), of.entry(i).toString(), json(body(of, i)), 201);
    }

    private static byte[] json(Map<String, Object> body) {
        return Json.MAPPER.writeValueAsBytes(body);
    }

    /// As an analyst's tool would send it: an entry for every hour of a long time. Ten in a row rest on one source, which the first of them brings
    /// along; what is said of an incursion is said of an earlier one.
    private static Map<String, Object> body(Case of, int i) {
        int report = i / 10;
        UUID incursion = of.entry(i / 8 - i / 8 % KINDS.size());
        Instant night = Instant.parse("2022-02-24T03:00:00Z").plus(Duration.ofHours(i % 20_000));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("entryId", of.entry(i));
        body.put("title", "What report " + report + " of the regional press says in its paragraph " + i % 10);
        body.put("occurred", Map.of("earliest", night, "latest", night.plus(Duration.ofHours(9)), "precision", "APPROXIMATE", "asStated", "overnight", "zone", "Europe/Bucharest"));
        body.put("places", List.of(Map.of("role", "SITE", "country", "RO", "subdivision", "RO-TL")));
        body.put("sources", List.of(Map.of("url", "https://example.org/reports/" + report, "title", "Report " + report, "reliability", "B", "credibility", 2)));
        body.putAll(switch (KINDS.get(i % KINDS.size())) {
            case "ReportIncursion" -> Map.of("objectType", "UAV", "count", Map.of("asStated", "about three"), "outcomes", List.of(Map.of("outcome", "EXITED")));
            case "RecordCasualty" -> Map.of("about", List.of(incursion), "metric", "INJURED", "min", 1, "best", 2, "max", 4, "grade", "WEAK");
            case "RecordReaction" -> Map.of("actor", "Romania", "inResponseTo", incursion, "stance", "WARNS", "act", "STATEMENT");
            default -> Map.of("vector", "MILITARY", "description", "Fragments were found in a field and taken away to be looked at.");
        });
        return body;
    }
}
