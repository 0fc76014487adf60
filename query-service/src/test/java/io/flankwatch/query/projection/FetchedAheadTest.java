package io.flankwatch.query.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.Entry;
import io.flankwatch.events.EntryRecorded.DevelopmentRecorded;
import io.flankwatch.events.Marking;
import io.flankwatch.events.Precision;
import io.flankwatch.events.Vector;
import io.flankwatch.events.Verification;
import io.flankwatch.events.When;
import io.flankwatch.query.projection.FetchedAhead.Begun;
import io.flankwatch.wire.Envelope;
import io.flankwatch.wire.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FetchedAheadTest {

    private static final String CASE = UUID.randomUUID().toString();

    private final UUID entry = UUID.randomUUID();
    private final List<String> lookedFor = new ArrayList<>();
    private final Documents source = ids -> {
        lookedFor.addAll(ids);
        return Map.of();
    };

    private static final CaseView PARTS = new CaseView() {
        @Override
        public String name() {
            return "parts";
        }

        @Override
        public void apply(CaseDocuments documents, Fact fact) {}

        @Override
        public List<DocumentId> touched(String caseId, CaseEvent event) {
            String entry = ((DevelopmentRecorded) event).entry().entryId().toString();
            return List.of(DocumentId.root(caseId), DocumentId.part(caseId, entry), DocumentId.part(caseId, "entry/" + entry), DocumentId.part(caseId, "share/3"));
        }
    };

    private Fact recorded(long version) {
        When unknown = new When(null, null, Precision.UNKNOWN, null, null, null);
        Entry about = new Entry(
                entry, Vector.MILITARY, null, null, unknown, List.of(), List.of(), "told", List.of(), Verification.UNVERIFIED, null, null, null, List.of());
        UUID command = Ids.next();
        Envelope envelope = new Envelope(
                Ids.next(), command, CASE, Instant.EPOCH, version, command, 0, 1, command, command, "analyst", "test", Marking.CLEAR, "",
                new DevelopmentRecorded(about));
        return new Fact(0, Instant.EPOCH, "00", envelope);
    }

    private Documents fetched(Fact fact, boolean sure) {
        Map<String, List<Fact>> cases = Map.of(CASE, List.of(fact));
        return FetchedAhead.of(source, PARTS, cases, RecentDocuments.none(), sure ? Begun.NOTHING : Begun.by(cases));
    }

    @Test
    void what_an_event_begins_is_not_looked_for_whatever_a_view_calls_it() {
        var unused = fetched(recorded(7), false);
        assertThat(lookedFor).containsExactlyInAnyOrder(CASE, CASE + "/share/3");
    }

    @Test
    void of_a_case_that_is_opened_nothing_is_looked_for() {
        Documents documents = fetched(recorded(0), false);
        assertThat(documents.find(List.of(CASE, CASE + "/share/3", CASE + "/whatever"))).isEmpty();
        assertThat(lookedFor).isEmpty();
        assertThat(documents.find(List.of("another"))).isEmpty();
        assertThat(lookedFor).containsExactly("another");
    }

    @Test
    void whoever_has_been_overtaken_looks_for_everything() {
        var unused = fetched(recorded(0), true);
        assertThat(lookedFor).containsExactlyInAnyOrder(CASE, CASE + "/" + entry, CASE + "/entry/" + entry, CASE + "/share/3");
    }
}
