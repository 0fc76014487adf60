package io.flankwatch.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.events.CaseFileEvent.CaseMarkingChanged;
import io.flankwatch.events.EntryEvent.EntryMarkingChanged;
import io.flankwatch.events.EntryEvent.EntryRedacted;
import io.flankwatch.events.LedgerEvent;
import io.flankwatch.events.figures.Standing;
import io.flankwatch.query.projection.CaseView;
import io.flankwatch.query.projection.Fact;
import io.flankwatch.query.projection.Stumbling;
import io.flankwatch.wire.EventTypes;
import io.flankwatch.wire.Json;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class HistoriesTest extends QueryApi {

    @Autowired
    List<CaseView> views;

    private final UUID caseId = UUID.randomUUID();

    /// Rights are those of today, also for what was answered before: EntryMarkingTest, RedactionTest.
    private static final Set<Class<? extends LedgerEvent>> RIGHTS = Set.of(CaseMarkingChanged.class, EntryMarkingChanged.class, EntryRedacted.class);

    private static final List<String> READS = List.of(
            "?at=2026-06-01T00:00:00Z", "/timeline?limit=500", "/timeline?limit=500&order=recorded&standing=true", "/history?limit=1000", "/sources?limit=500", "/hypotheses", "/indicators", "/assessments", "/casualties", "/protocols", "/brief", "/briefs");

    private long append(Step step) {
        return CHRONICLE.append(caseId, step);
    }

    private long append(List<Step> steps) {
        long last = -1;
        for (Step step : steps) {
            last = append(step);
        }
        return last;
    }

    private List<Fact> facts() {
        return LEDGER.reader().stream(caseId.toString(), Long.MAX_VALUE).stream().map(Fact::of).toList();
    }

    @ParameterizedTest
    @ValueSource(longs = 1)
    void as_of_is_what_was_answered_then(long seed) {
        Map<String, String> answered = new HashMap<>();
        List<Long> positions = new ArrayList<>();
        for (Step step : RandomHistory.of(seed, caseId, 40)) {
            if (RIGHTS.contains(step.type())) {
                continue;
            }
            long position = append(step);
            positions.add(position);
            for (String read : READS) {
                for (String token : List.of(TOKENS.analyst(), TOKENS.integrator())) {
                    answered.put(read + position + subject(token), read(token, "/cases/" + caseId + read, position).toString());
                }
            }
        }
        for (long position : positions) {
            for (String read : READS) {
                for (String token : List.of(TOKENS.analyst(), TOKENS.integrator())) {
                    String asOf = read + (read.contains("?") ? "&" : "?") + "asOf=" + position;
                    assertThat(ok(get(token, "/cases/" + caseId + asOf)).toString()).as(asOf).isEqualTo(answered.get(read + position + subject(token)));
                }
            }
        }
    }

    @Test
    void everything_that_can_happen_happens_in_them() {
        for (List<Step> histories : List.of(histories(150, 30, 31), histories(120, 29, 30, 31, 32), histories(200, 31, 32, 33))) {
            Set<Class<? extends LedgerEvent>> types = histories.stream().map(Step::type).collect(Collectors.toSet());
            assertThat(types).containsExactlyInAnyOrderElementsOf(EventTypes.classes());
        }
    }

    private List<Step> histories(int length, long... seeds) {
        return LongStream.of(seeds).boxed().flatMap(seed -> RandomHistory.of(seed, caseId, length).stream()).toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {30, 31})
    void live_is_as_of_now_byte_by_byte(long seed) {
        List<Step> steps = RandomHistory.of(seed, caseId, 150);
        for (int from = 0; from < steps.size(); from += 30) {
            long last = append(steps.subList(from, Math.min(steps.size(), from + 30)));
            for (String read : READS) {
                for (String token : List.of(TOKENS.analyst(), TOKENS.integrator())) {
                    String path = "/cases/" + caseId + read;
                    HttpResponse<String> live = get(token, path, "Ledger-Position", Long.toString(last));
                    HttpResponse<String> now = get(token, path + (read.contains("?") ? "&" : "?") + "asOf=" + last);
                    if (subject(token).equals("low") && live.statusCode() == 404) {
                        // The case is AMBER at the moment.
                        problem(now, 404, "NO_SUCH_CASE");
                    } else {
                        assertThat(live.statusCode()).as(live.body()).isEqualTo(200);
                        assertThat(now.body()).as(path).isEqualTo(live.body());
                    }
                }
            }
        }
    }

    @Test
    void every_list_of_a_case_that_can_be_read_as_of_then_is_compared() {
        List<String> lists = Json.MAPPER.readTree(get("", "/v3/api-docs").body()).required("paths").propertyStream()
                .filter(path -> path.getKey().matches("/cases/\\{caseId}(/\\w+)?"))
                .filter(path -> path.getValue().at("/get/parameters").valueStream().anyMatch(parameter -> parameter.required("name").asString().equals("asOf")))
                .map(path -> path.getKey().replace("/cases/{caseId}", ""))
                .toList();
        assertThat(READS.stream().map(read -> read.replaceAll("\\?.*", "")).distinct()).containsExactlyInAnyOrderElementsOf(lists);
    }

    @ParameterizedTest
    @ValueSource(longs = {30, 31})
    void the_live_documents_are_those_of_a_replay(long seed) {
        long last = append(RandomHistory.of(seed, caseId, 150));
        await(last);
        for (CaseView view : views) {
            Map<String, Document> replayed = Stumbling.straight(view, facts());
            Map<String, Document> live = new HashMap<>();
            VIEWS.of(view.name())
                    .find(new Document("caseId", caseId.toString()))
                    .forEach(document -> live.put(document.getString("_id"), document));
            assertThat(texts(live)).as(view.name()).isEqualTo(texts(replayed));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {29, 30, 31, 32})
    void a_process_that_dies_in_the_middle_of_writing_changes_nothing_twice(long seed) {
        append(RandomHistory.of(seed, caseId, 120));
        for (CaseView view : views) {
            assertThat(texts(Stumbling.fold(view, facts(), new Random(seed)))).isEqualTo(texts(Stumbling.straight(view, facts())));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33})
    void what_stands_in_a_timeline_is_what_stands_in_the_figures(long seed) {
        long last = append(RandomHistory.of(seed, caseId, 200));
        for (String token : List.of(TOKENS.analyst(), TOKENS.integrator())) {
            Map<UUID, Boolean> stands = new HashMap<>();
            List<Standing.Link> links = new ArrayList<>();
            for (JsonNode item : read(token, "/cases/" + caseId + "/timeline?limit=500", last).required("items")) {
                if (item.has("entryId")) {
                    UUID entry = UUID.fromString(item.required("entryId").asString());
                    UUID before = item.has("supersedes") ? UUID.fromString(item.required("supersedes").asString()) : null;
                    links.add(new Standing.Link(entry, before, item.has("retracted")));
                    stands.put(entry, item.required("standing").asBoolean());
                }
            }
            Standing standing = Standing.among(links);
            assertThat(stands).isNotEmpty().allSatisfy((entry, shown) -> assertThat(shown).isEqualTo(standing.stands(entry)));
        }
    }

    private static String subject(String token) {
        return new String(Base64.getUrlDecoder().decode(token.split("\\.", 3)[1]), StandardCharsets.UTF_8).contains("integrator") ? "low" : "high";
    }

    private void await(long position) {
        Awaitility.await().until(() -> {
            Document root = VIEWS.of("positions").find(new Document("_id", caseId.toString())).first();
            return root != null && root.getLong("position") >= position;
        });
    }

    private static Map<String, String> texts(Map<String, Document> documents) {
        Map<String, String> texts = new HashMap<>();
        documents.forEach((id, document) -> texts.put(id, TestViews.text(document)));
        return texts;
    }
}
