package io.flankwatch.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.events.EntryRecorded.IncursionReported;
import io.flankwatch.events.IndicatorEvent.IndicatorMet;
import io.flankwatch.events.IndicatorEvent.IndicatorReopened;
import io.flankwatch.events.Marking;
import io.flankwatch.ledger.LedgerEntry;
import io.flankwatch.ledger.TestLedger;
import io.flankwatch.wire.Envelope;
import io.flankwatch.wire.EventTypes;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// Indicators that look in all cases, with command-services as processes of their own.
class IndicatorsAcrossCasesTest {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final int BULK = 1_000;

    @Test
    void an_indicator_is_met_once_and_soon_by_other_cases_also_when_the_service_is_killed_right_after_it_acknowledged_the_cause() {
        try (TestLedger ledger = TestLedger.create();
                CommandProcess survivor = CommandProcess.start(ledger)) {
            survivor.ready();
            for (String country : List.of("PL", "LT")) {
                try (CommandProcess killed = CommandProcess.start(ledger).ready()) {
                    UUID indicator = watch(survivor, survivor.open(), country, 3);
                    var unused = raid(killed, killed.open(), country, 2, "GREEN");
                    UUID last = raid(killed, killed.open(), country, 1, "GREEN");
                    killed.kill();
                    Awaitility.await().atMost(SOON).until(() -> of(met(ledger), indicator).size() == 1);
                    Envelope met = of(met(ledger), indicator).getFirst().envelope();
                    Envelope cause = recording(ledger, last).envelope();
                    assertThat(met.event()).isEqualTo(new IndicatorMet(indicator, last, false, UUID.fromString(cause.stream())));
                    assertThat(met.causationId()).isEqualTo(cause.id());
                    assertThat(met.correlationId()).isEqualTo(cause.correlationId());
                    assertThat(met.subject()).isEqualTo(cause.subject());
                    survivor.post("/cases/" + cause.stream() + "/entries/" + last + "/retraction", "{\"reason\": \"wrong\"}");
                    Awaitility.await().atMost(SOON).until(() -> of(reopened(ledger), indicator).size() == 1);
                }
            }
            Awaitility.await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(10)).until(() -> met(ledger).size() == 2 && reopened(ledger).size() == 2);
        }
    }

    @Test
    void it_is_met_after_a_restart_where_nothing_else_ran() {
        try (TestLedger ledger = TestLedger.create()) {
            UUID indicator;
            try (CommandProcess killed = CommandProcess.start(ledger).ready()) {
                indicator = watch(killed, killed.open(), "RO", 1);
                var unused = raid(killed, killed.open(), "RO", 1, "GREEN");
                killed.kill();
            }
            try (CommandProcess _ = CommandProcess.start(ledger).ready()) {
                Awaitility.await().atMost(SOON).until(() -> of(met(ledger), indicator).size() == 1);
                Awaitility.await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(10)).until(() -> met(ledger).size() == 1);
            }
        }
    }

    /// Each of them could be the one: what is recorded faster than it can be looked at is looked at together.
    @Test
    void it_is_met_soon_also_by_the_last_of_many_that_are_recorded_at_once() {
        int cases = 6;
        try (TestLedger ledger = TestLedger.create();
                CommandProcess one = CommandProcess.start(ledger);
                CommandProcess two = CommandProcess.start(ledger)) {
            one.ready();
            two.ready();
            UUID watching = one.open();
            UUID indicator = watch(one, watching, "RO", cases * BULK);
            var unused = watch(one, watching, "PL", 1);
            for (int i = 0; i < cases; i++) {
                raids(i % 2 == 0 ? one : two, one.open());
            }
            Awaitility.await().atMost(SOON).until(() -> metIn(ledger, watching).size() == 1);
            LedgerEntry met = metIn(ledger, watching).getFirst();
            LedgerEntry last = incursions(ledger).getLast();
            assertThat(of(List.of(met), indicator)).hasSize(1);
            assertThat(met.envelope().causationId()).isEqualTo(last.envelope().id());
            System.out.println(cases * BULK + " recorded, met " + Duration.between(last.appendedAt(), met.appendedAt()).toMillis() + " ms after the last one");
            Awaitility.await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(10)).until(() -> metIn(ledger, watching).size() == 1);
        }
    }

    @Test
    void nothing_that_is_stricter_than_the_indicator_meets_it() {
        try (TestLedger ledger = TestLedger.create();
                CommandProcess service = CommandProcess.start(ledger).ready()) {
            UUID open = watch(service, service.open("AMBER"), "LV", 1);
            UUID secret = watch(service, service.open("RED"), "LV", 1);
            raid(service, service.open("RED"), "LV", 1, "RED");
            UUID strict = raid(service, service.open("AMBER+STRICT"), "LV", 1, "AMBER+STRICT");
            Awaitility.await().atMost(SOON).until(() -> of(met(ledger), secret).size() == 1);
            Envelope met = of(met(ledger), secret).getFirst().envelope();
            assertThat(((IndicatorMet) met.event()).metBy()).as("what is RED is for the members of its case").isEqualTo(strict);
            assertThat(met.marking()).isEqualTo(Marking.RED);
            UUID seen = raid(service, service.open("GREEN"), "LV", 1, "GREEN");
            Awaitility.await().atMost(SOON).until(() -> of(met(ledger), open).size() == 1);
            assertThat(((IndicatorMet) of(met(ledger), open).getFirst().envelope().event()).metBy()).isEqualTo(seen);
        }
    }

    @Test
    void it_is_reopened_when_what_meets_it_is_marked_with_the_entry_that_it_tells_of() {
        try (TestLedger ledger = TestLedger.create();
                CommandProcess service = CommandProcess.start(ledger).ready()) {
            UUID watching = service.open("AMBER");
            service.post("/cases/" + watching + "/indicators", """
                    {"statement": "s", "scope": "LEDGER", "condition": {"type": "reaction", "actor": "NATO", "stance": "CONDEMNS"}}""");
            UUID other = service.open("GREEN");
            UUID raid = raid(service, other, "LV", 1, "GREEN");
            service.post("/cases/" + other + "/reactions", """
                    {"occurred": {"precision": "UNKNOWN"}, "unsourced": "told", "actor": "NATO", "inResponseTo": "%s", "stance": "CONDEMNS", "act": "STATEMENT"}""".formatted(raid));
            Awaitility.await().atMost(SOON).until(() -> metIn(ledger, watching).size() == 1);
            service.put("/cases/" + other + "/entries/" + raid + "/marking", "{\"marking\": \"AMBER+STRICT\", \"reason\": \"r\"}");
            Awaitility.await().atMost(SOON).until(() -> reopened(ledger).size() == 1);
        }
    }

    private static UUID watch(CommandProcess service, UUID caseId, String country, int atLeast) {
        UUID indicator = UUID.randomUUID();
        service.post("/cases/" + caseId + "/indicators", """
                {"indicatorId": "%s", "statement": "s", "scope": "LEDGER", "condition": {"type": "incursions", "country": "%s", "atLeast": %d}}"""
                .formatted(indicator, country, atLeast));
        return indicator;
    }

    private static UUID raid(CommandProcess service, UUID caseId, String country, int count, String marking) {
        UUID entry = UUID.randomUUID();
        service.post("/cases/" + caseId + "/incursions", """
                {"entryId": "%s", "occurred": {"precision": "UNKNOWN"}, "unsourced": "told", "places": [{"role": "ENTRY", "country": "%s"}],
                 "objectType": "UAV", "count": {"min": %d}, "marking": "%s"}""".formatted(entry, country, count, marking));
        return entry;
    }

    /// As many as one request takes.
    private static void raids(CommandProcess service, UUID caseId) {
        String raid = """
                {"type": "ReportIncursion", "body": {"occurred": {"precision": "UNKNOWN"}, "unsourced": "told", "places": [{"role": "ENTRY", "country": "RO"}], "objectType": "UAV"}}""";
        service.post("/cases/" + caseId + "/commands", "{\"mode\": \"ATOMIC\", \"commands\": [" + String.join(",", Collections.nCopies(BULK, raid)) + "]}");
    }

    private static List<LedgerEntry> incursions(TestLedger ledger) {
        return CommandProcess.entries(ledger, EventTypes.nameOf(IncursionReported.class));
    }

    private static List<LedgerEntry> met(TestLedger ledger) {
        return CommandProcess.entries(ledger, EventTypes.nameOf(IndicatorMet.class));
    }

    private static List<LedgerEntry> metIn(TestLedger ledger, UUID caseId) {
        return ledger.reader().stream(caseId.toString(), List.of(EventTypes.nameOf(IndicatorMet.class)), Long.MAX_VALUE);
    }

    private static List<LedgerEntry> reopened(TestLedger ledger) {
        return CommandProcess.entries(ledger, EventTypes.nameOf(IndicatorReopened.class));
    }

    private static List<LedgerEntry> of(List<LedgerEntry> entries, UUID indicator) {
        return entries.stream().filter(entry -> new String(entry.bytes(), UTF_8).contains(indicator.toString())).toList();
    }

    private static LedgerEntry recording(TestLedger ledger, UUID entryId) {
        return incursions(ledger).stream()
                .filter(entry -> ((IncursionReported) entry.envelope().event()).entry().entryId().equals(entryId))
                .findFirst()
                .orElseThrow();
    }
}
