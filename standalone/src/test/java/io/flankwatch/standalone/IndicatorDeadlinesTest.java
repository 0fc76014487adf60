package io.flankwatch.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.events.IndicatorEvent.IndicatorExpired;
import io.flankwatch.ledger.LedgerEntry;
import io.flankwatch.ledger.TestLedger;
import io.flankwatch.wire.EventTypes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// Deadlines, with command-services as processes of their own.
class IndicatorDeadlinesTest {

    private static final Duration LATE = Duration.ofSeconds(5);

    private final Map<UUID, Instant> due = new HashMap<>();

    @Test
    void of_two_hundred_that_are_due_within_seconds_each_expires_once_while_one_of_two_processes_is_killed() {
        try (TestLedger ledger = TestLedger.create();
                CommandProcess one = CommandProcess.start(ledger);
                CommandProcess two = CommandProcess.start(ledger)) {
            one.ready();
            two.ready();
            Instant first = Instant.now().plusSeconds(12);
            for (int i = 0; i < 10; i++) {
                watch(one, first, Duration.ofMillis(20), 20);
                first = first.plusMillis(400);
            }
            List<UUID> settled = settled(two, first);
            Instant last = first;
            assertThat(Instant.now()).as("all of them are defined before the first is due").isBefore(last.minusSeconds(4));
            Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(20)).until(() -> expired(ledger).size() > 60);
            one.kill();
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> expired(ledger).size() >= due.size());
            Awaitility.await().during(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(10)).until(() -> expired(ledger).size() == due.size());

            assertThat(indicators(ledger)).containsExactlyInAnyOrderElementsOf(due.keySet()).doesNotContainAnyElementsOf(settled);
            Duration worst = Duration.ZERO;
            for (LedgerEntry entry : expired(ledger)) {
                Instant deadline = due.get(indicator(entry));
                assertThat(entry.envelope().recordedAt()).as("not early").isAfterOrEqualTo(deadline);
                assertThat(entry.appendedAt()).isAfterOrEqualTo(deadline);
                assertThat(entry.envelope().subject()).isEqualTo("urn:flankwatch:clock");
                Duration late = Duration.between(deadline, entry.appendedAt());
                worst = late.compareTo(worst) > 0 ? late : worst;
            }
            System.out.println(due.size() + " expired, the last one " + worst.toMillis() + " ms after its time");
            assertThat(worst).isLessThan(LATE);
        }
    }

    @Test
    void what_was_due_while_nothing_ran_expires_once_when_something_does() {
        try (TestLedger ledger = TestLedger.create()) {
            try (CommandProcess one = CommandProcess.start(ledger).ready()) {
                watch(one, Instant.now().plusSeconds(2), Duration.ofMillis(1), 5);
                one.kill();
            }
            Awaitility.await().until(() -> due.values().stream().allMatch(Instant.now()::isAfter));
            try (CommandProcess one = CommandProcess.start(ledger);
                    CommandProcess two = CommandProcess.start(ledger)) {
                one.ready();
                two.ready();
                Awaitility.await().atMost(LATE).until(() -> expired(ledger).size() >= due.size());
                Awaitility.await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(10)).until(() -> expired(ledger).size() == due.size());
                assertThat(indicators(ledger)).containsExactlyInAnyOrderElementsOf(due.keySet());
            }
        }
    }

    private void watch(CommandProcess service, Instant first, Duration apart, int count) {
        UUID caseId = service.open();
        var commands = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            UUID indicator = UUID.randomUUID();
            Instant deadline = first.plus(apart.multipliedBy(i));
            due.put(indicator, deadline);
            commands.add("{\"type\": \"DefineIndicator\", \"body\": " + defined(indicator, deadline) + "}");
        }
        service.post("/cases/" + caseId + "/commands", "{\"mode\": \"ATOMIC\", \"commands\": [" + String.join(",", commands) + "]}");
    }

    /// One that was withdrawn, one that was ruled on, one that is met, and one whose case was closed.
    private static List<UUID> settled(CommandProcess service, Instant deadline) {
        UUID caseId = service.open();
        UUID closed = service.open();
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            UUID indicator = UUID.randomUUID();
            ids.add(indicator);
            service.post("/cases/" + (i == 3 ? closed : caseId) + "/indicators", i == 2 ? met(indicator, deadline) : defined(indicator, deadline));
        }
        service.post("/cases/" + caseId + "/indicators/" + ids.get(0) + "/withdrawal", "{\"reason\": \"moot\"}");
        service.post("/cases/" + caseId + "/indicators/" + ids.get(1) + "/ruling", "{\"ruling\": \"NOT_MET\"}");
        service.post("/cases/" + caseId + "/reactions", """
                {"occurred": {"precision": "UNKNOWN"}, "unsourced": "told", "actor": "NATO", "stance": "CONDEMNS", "act": "STATEMENT"}""");
        service.post("/cases/" + closed + "/closure", "{\"force\": true, \"reason\": \"over\"}");
        return ids;
    }

    private static String defined(UUID indicator, Instant deadline) {
        return """
                {"indicatorId": "%s", "statement": "s", "condition": {"type": "manual"}, "deadline": "%s"}""".formatted(indicator, deadline);
    }

    private static String met(UUID indicator, Instant deadline) {
        return """
                {"indicatorId": "%s", "statement": "s", "condition": {"type": "reaction", "actor": "NATO", "stance": "CONDEMNS"}, "deadline": "%s"}"""
                .formatted(indicator, deadline);
    }

    private static List<LedgerEntry> expired(TestLedger ledger) {
        return CommandProcess.entries(ledger, EventTypes.nameOf(IndicatorExpired.class));
    }

    private static List<UUID> indicators(TestLedger ledger) {
        return expired(ledger).stream().map(IndicatorDeadlinesTest::indicator).toList();
    }

    private static UUID indicator(LedgerEntry entry) {
        return ((IndicatorExpired) entry.envelope().event()).indicatorId();
    }
}
