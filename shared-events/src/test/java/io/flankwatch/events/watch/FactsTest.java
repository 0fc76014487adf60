package io.flankwatch.events.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.events.CaseFileEvent.CaseOpened;
import io.flankwatch.events.Entry;
import io.flankwatch.events.EntryRecorded.DevelopmentRecorded;
import io.flankwatch.events.Marking;
import io.flankwatch.events.Precision;
import io.flankwatch.events.Redaction;
import io.flankwatch.events.Vector;
import io.flankwatch.events.Verification;
import io.flankwatch.events.When;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FactsTest {

    private static final UUID CASE = UUID.randomUUID();
    private static final UUID OTHER = UUID.randomUUID();
    private static final UUID ENTRY = UUID.randomUUID();

    private static DevelopmentRecorded told(String description) {
        return new DevelopmentRecorded(new Entry(
                ENTRY, Vector.MILITARY, "t", description, new When(null, null, Precision.UNKNOWN, null, null, null), List.of(), List.of(), "told", List.of(),
                Verification.UNVERIFIED, null, null, null, List.of()));
    }

    private static CaseOpened opened(UUID caseId, Marking marking) {
        return new CaseOpened(caseId, "t", null, marking, List.of(), List.of(), "ana", "ana", List.of());
    }

    @Test
    void a_case_that_is_forgotten_and_read_again_is_as_its_events_are_now_and_others_stay() {
        var facts = new Facts();
        facts.take(CASE, 0, opened(CASE, Marking.GREEN), Marking.GREEN);
        facts.take(OTHER, 1, opened(OTHER, Marking.AMBER), Marking.AMBER);
        facts.take(CASE, 2, told("a name"), Marking.GREEN);
        facts.take(OTHER, 3, told("another"), Marking.AMBER);
        facts.forget(CASE);
        assertThat(facts.shown((caseId, marking) -> true)).extracting(fact -> fact.ref().caseId()).containsExactly(OTHER);
        facts.take(CASE, 0, opened(CASE, Marking.GREEN), Marking.GREEN);
        facts.take(CASE, 2, told(Redaction.BLANK), Marking.GREEN);
        assertThat(facts.shown((caseId, marking) -> true))
                .extracting(fact -> fact.recorded().entry().description())
                .containsExactlyInAnyOrder(Redaction.BLANK, "another");
        assertThat(facts.marking(CASE)).isEqualTo(Marking.GREEN);
    }
}
