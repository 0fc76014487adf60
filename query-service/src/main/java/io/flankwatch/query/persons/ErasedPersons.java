package io.flankwatch.query.persons;

import io.flankwatch.events.PersonEvent;
import io.flankwatch.events.PersonEvent.PersonErased;
import io.flankwatch.ledger.LedgerEntry;
import io.flankwatch.ledger.LedgerReader;
import io.flankwatch.query.persons.PersonShown.Erased;
import io.flankwatch.query.projection.FollowedLedger;
import io.flankwatch.wire.Envelope;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Who is erased, by the ledger itself and up to its head.
@Component
class ErasedPersons {

    private final LedgerReader ledger;

    ErasedPersons(FollowedLedger ledger) {
        this.ledger = ledger.reader();
    }

    /// Null where the person is not erased.
    @Nullable Erased find(UUID personId) {
        List<LedgerEntry> entries = ledger.stream(PersonEvent.stream(personId), Long.MAX_VALUE);
        return entries.isEmpty() ? null : erased(entries.getFirst());
    }

    private static Erased erased(LedgerEntry entry) {
        Envelope envelope = entry.envelope();
        if (!(envelope.event() instanceof PersonErased erased)) {
            throw new IllegalStateException("position " + entry.position() + " is on a person's stream and no erasure");
        }
        return new Erased(
                erased.ground(),
                erased.ground().article(),
                envelope.subject(),
                envelope.clientId(),
                envelope.recordedAt(),
                entry.appendedAt(),
                entry.position());
    }
}
