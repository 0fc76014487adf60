package io.flankwatch.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.events.figures.Standing;
import io.flankwatch.events.EntryEvent.EntryMarkingChanged;
import io.flankwatch.query.projection.CaseView;
import io.flankwatch.query.projection.Fact;
import io.flankwatch.query.projection.Stumbling;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class HistoriesTest extends QueryApi {

    @Autowired
    List<CaseView> views;

    private final UUID caseId = UUID.randomUUID();

    private long append(RandomHistory.Step step) {
        return CHRONICLE.append(caseId, step.marking(), step.event());
    }

    private List<Fact> facts() {
        return LEDGER.reader().stream(caseId.toString(), Long.MAX_VALUE).stream().map(Fact::of).toList();
    }

    @ParameterizedTest
    @ValueSource(longs = 1)
    void as_of_is_what_was_answered_then(long seed) {
        List<String> reads = List.of(
                "?at=2026-06-01T00:00:00Z", "/timeline?limit=500", "/timeline?limit=500&order=recorded&standing=true", "/history?limit=1000", "/sources?limit=500", "/hypotheses", "/indicators", "/assessments", "/casualties", "/protocols", "/brief");
        Map<String, String> answered = new HashMap<>();
        List<Long> positions = new ArrayList<>();
        for (RandomHistory.Step step : RandomHistory.of(seed, caseId, 40)) {
            if (step.event() instanceof EntryMarkingChanged) {
                // Rights are those of today, also for what was answered before: EntryMarkingTest.
                continue;
            }
            long position = append(step);
            positions.add(position);
            for (String read : reads) {
                for (String token : List.of(TOKENS.analyst(), TOKENS.integrator())) {
                    answered.put(read + position + subject(token), read(token, "/cases/" + caseId + read, position).toString());
                }
            }
        }
        for (long position : positions) {
            for (String read : reads) {
                for (String token : List.of(TOKENS.analyst(), TOKENS.integrator())) {
                    String asOf = read + (read.contains("?") ? "&" : "?") + "asOf=" + position;
                    assertThat(ok(get(token, "/cases/" + caseId + asOf)).toString()).as(asOf).isEqualTo(answered.get(read + position + subject(token)));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void the_live_documents_are_those_of_a_replay(long seed) {
        long last = -1;
        for (RandomHistory.Step step : RandomHistory.of(seed, caseId, 150)) {
            last = append(step);
        }
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
    @ValueSource(longs = {21, 22, 23, 24})
    void a_process_that_dies_in_the_middle_of_writing_changes_nothing_twice(long seed) {
        for (RandomHistory.Step step : RandomHistory.of(seed, caseId, 120)) {
            append(step);
        }
        for (CaseView view : views) {
            assertThat(texts(Stumbling.fold(view, facts(), new Random(seed)))).isEqualTo(texts(Stumbling.straight(view, facts())));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33})
    void what_stands_in_a_timeline_is_what_stands_in_the_figures(long seed) {
        long last = -1;
        for (RandomHistory.Step step : RandomHistory.of(seed, caseId, 200)) {
            last = append(step);
        }
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
        documents.forEach((id, document) -> texts.put(id, document.toJson()));
        return texts;
    }
}
