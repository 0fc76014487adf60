package io.flankwatch.query;

import static io.flankwatch.query.QueryApi.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.events.CaseFileEvent.CasesLinked;
import io.flankwatch.events.CaseFileEvent.CasesUnlinked;
import io.flankwatch.events.CaseLink;
import io.flankwatch.events.EntryEvent.EntryReinstated;
import io.flankwatch.events.EntryEvent.EntryRetracted;
import io.flankwatch.events.EntryRecorded.IncursionReported;
import io.flankwatch.events.Marking;
import io.flankwatch.events.ObjectType;
import io.flankwatch.events.Protocol;
import io.flankwatch.events.Quantity;
import io.flankwatch.events.When;
import io.flankwatch.query.Services.Running;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/// What processes hold in memory of the cases that were read.
class HeldReadsTest {

    private static final String THEN = "at=2026-06-15T00:00:00Z";

    @Test
    void two_processes_that_share_the_folding_tell_of_every_position_what_its_replay_does() {
        try (Services services = new Services();
                Running one = services.start(Map.of()).untilReady();
                Running other = services.start(Map.of()).untilReady()) {
            UUID caseId = UUID.randomUUID();
            for (Step step : RandomHistory.of(1, caseId, 40)) {
                String position = Long.toString(services.chronicle.append(caseId, step));
                for (String path : List.of("/cases/" + caseId + "?" + THEN, "/cases/" + caseId + "/timeline?limit=500", "/cases/" + caseId + "/sources?limit=200")) {
                    for (String token : List.of(services.tokens.analyst(), services.tokens.integrator())) {
                        same(one, token, path, position);
                        same(other, token, path, position);
                    }
                }
            }
        }
    }

    @Test
    void what_the_entries_of_a_large_case_come_to_is_told_anew_for_each_reader_and_after_each_event() {
        try (Services services = new Services();
                Running process = services.start(Map.of()).untilReady()) {
            UUID caseId = UUID.randomUUID();
            // From a thousand events on it is remembered.
            List<Step> steps = RandomHistory.of(2, caseId, 1_150);
            for (int i = 0; i < steps.size(); i++) {
                String position = Long.toString(services.chronicle.append(caseId, steps.get(i)));
                if (i >= 990) {
                    same(process, services.tokens.analyst(), "/cases/" + caseId + "?" + THEN, position);
                    same(process, services.tokens.integrator(), "/cases/" + caseId + "?" + THEN, position);
                }
            }
            assertThat(services.ledger.reader().lastVersion(caseId.toString()).orElseThrow()).isGreaterThan(1_100);
        }
    }

    @Test
    void what_is_recorded_in_a_large_case_adds_to_what_it_came_to() {
        try (Services services = new Services();
                Running process = services.start(Map.of()).untilReady()) {
            UUID caseId = UUID.randomUUID();
            UUID raid = UUID.randomUUID();
            UUID other = UUID.randomUUID();
            UUID source = UUID.randomUUID();
            UUID protocol = UUID.randomUUID();
            When day = Told.day("2026-05-28");
            Quantity three = new Quantity(3L, null, null, null);
            services.chronicle.append(caseId, Marking.GREEN, Told.opened(caseId, "t", Marking.GREEN));
            services.chronicle.append(
                    caseId, Marking.GREEN, Stream.generate(() -> Told.development(UUID.randomUUID(), day)).limit(1_000).toList());
            services.chronicle.append(
                    caseId,
                    Marking.GREEN,
                    raid(raid),
                    raid(other),
                    Told.injured(UUID.randomUUID(), three, raid),
                    Told.protocol(UUID.randomUUID(), protocol, Protocol.Posture.TRACK, Protocol.Status.IN_FORCE, Protocol.Bound.unknown()));
            List<Step.Happened> more = List.of(
                    new Step.Happened(Marking.GREEN, raid(UUID.randomUUID())),
                    new Step.Happened(Marking.GREEN, Told.injured(UUID.randomUUID(), three, raid)),
                    new Step.Happened(Marking.AMBER, Told.injured(UUID.randomUUID(), three, other)),
                    new Step.Happened(Marking.AMBER, Told.development(UUID.randomUUID(), day)),
                    new Step.Happened(Marking.GREEN, Told.cited(source, "one")),
                    new Step.Happened(Marking.GREEN, Told.copied(UUID.randomUUID(), source)),
                    new Step.Happened(Marking.GREEN, Told.reaction(UUID.randomUUID(), day, raid)),
                    new Step.Happened(Marking.GREEN, Told.note(UUID.randomUUID(), "think")),
                    new Step.Happened(
                            Marking.GREEN,
                            Told.protocol(UUID.randomUUID(), protocol, Protocol.Posture.TAKE_CONTROL, Protocol.Status.IN_FORCE, Protocol.Bound.unknown())),
                    new Step.Happened(Marking.GREEN, new EntryRetracted(raid, "wrong")),
                    new Step.Happened(Marking.GREEN, Told.injured(UUID.randomUUID(), three, raid)),
                    new Step.Happened(Marking.GREEN, new EntryReinstated(raid, "right")),
                    new Step.Happened(Marking.GREEN, Told.injured(UUID.randomUUID(), three, raid, other)));
            for (Step.Happened step : more) {
                String position = Long.toString(services.chronicle.append(caseId, step));
                same(process, services.tokens.analyst(), "/cases/" + caseId + "?" + THEN, position);
                same(process, services.tokens.integrator(), "/cases/" + caseId + "?" + THEN, position);
            }
        }
    }

    private static IncursionReported raid(UUID entryId) {
        return Told.raid(entryId, Told.day("2026-05-28"), ObjectType.UAV, List.of(Told.place("RO")));
    }

    @Test
    void a_large_case_is_told_of_each_moment_as_it_was_then_in_whatever_order_they_are_asked_for() {
        try (Services services = new Services();
                Running process = services.start(Map.of()).untilReady()) {
            UUID caseId = UUID.randomUUID();
            String timeline = "/cases/" + caseId + "/timeline?limit=500&order=recorded";
            String analyst = services.tokens.analyst();
            List<Step> steps = RandomHistory.of(3, caseId, 1_060);
            Map<String, String> moments = new LinkedHashMap<>();
            for (int i = 0; i < steps.size(); i++) {
                String position = Long.toString(services.chronicle.append(caseId, steps.get(i)));
                // What is redacted is so of every moment.
                if (i >= 940 && steps.get(i) instanceof Step.Redacted) {
                    moments.clear();
                } else if (i >= 940) {
                    moments.put(position, process.get(analyst, timeline, "Ledger-Position", position).body());
                }
            }
            List<String> positions = new ArrayList<>(moments.keySet());
            assertThat(positions).hasSizeGreaterThan(5);
            Collections.shuffle(positions, new Random(3));
            for (String position : positions) {
                assertThat(process.get(analyst, timeline + "&asOf=" + position).body()).as(position).isEqualTo(moments.get(position));
            }
        }
    }

    private static void same(Running process, String token, String path, String position) {
        var live = process.get(token, path, "Ledger-Position", position);
        var replayed = process.get(token, path + "&asOf=" + position);
        assertThat(live.statusCode()).as(live.body()).isEqualTo(replayed.statusCode()).isIn(200, 404);
        if (live.statusCode() == 404) {
            return;
        }
        assertThat(live.body()).as(path + " at " + position).isEqualTo(replayed.body());
        assertThat(process.get(token, path).body()).as("not waiting, and from what is held").isEqualTo(live.body());
    }

    @Test
    void a_case_that_was_read_and_has_not_changed_is_told_without_its_documents() {
        try (Services services = new Services();
                Running process = services.start(Map.of()).untilReady()) {
            UUID caseId = UUID.randomUUID();
            services.chronicle.append(caseId, Marking.GREEN, Told.opened(caseId, "t", Marking.GREEN));
            long last = services.chronicle.append(caseId, Marking.GREEN, Told.development(UUID.randomUUID(), Told.day("2026-05-28")));
            String timeline = "/cases/" + caseId + "/timeline";
            String analyst = services.tokens.analyst();
            ok(process.get(analyst, timeline, "Ledger-Position", Long.toString(last)));
            long more = services.chronicle.append(caseId, Marking.GREEN, Told.development(UUID.randomUUID(), Told.day("2026-05-28")));
            String before = process.get(analyst, timeline, "Ledger-Position", Long.toString(more)).body();
            assertThat(services.views.of("timeline").deleteMany(new Document("caseId", caseId.toString())).getDeletedCount()).isPositive();

            assertThat(process.get(analyst, timeline).body()).isEqualTo(before);
            assertThat(process.get(analyst, timeline, "Ledger-Position", Long.toString(more)).body()).isEqualTo(before);
        }
    }

    @Test
    void a_link_that_another_case_was_given_is_told_to_whoever_waits_for_it() {
        try (Services services = new Services();
                Running process = services.start(Map.of()).untilReady()) {
            UUID caseId = UUID.randomUUID();
            UUID other = UUID.randomUUID();
            services.chronicle.append(caseId, Marking.GREEN, Told.opened(caseId, "t", Marking.GREEN));
            services.chronicle.append(other, Marking.GREEN, Told.opened(other, "t", Marking.GREEN));
            for (int round = 0; round < 20; round++) {
                long linked = services.chronicle.append(other, Marking.GREEN, new CasesLinked(caseId, CaseLink.Relation.RELATED));
                assertThat(links(services, process, caseId, linked)).isOne();
                long unlinked = services.chronicle.append(other, Marking.GREEN, new CasesUnlinked(caseId, CaseLink.Relation.RELATED));
                assertThat(links(services, process, caseId, unlinked)).isZero();
            }
        }
    }

    private static int links(Services services, Running process, UUID caseId, long position) {
        return ok(process.get(services.tokens.analyst(), "/cases/" + caseId, "Ledger-Position", Long.toString(position))).path("links").size();
    }
}
