package io.flankwatch.command.sealing;

import io.flankwatch.command.following.Following;
import io.flankwatch.events.PersonEvent;
import io.flankwatch.events.PersonEvent.PersonErased;
import io.flankwatch.ledger.LedgerEntry;
import io.flankwatch.ledger.LedgerReader;
import io.flankwatch.ops.PersonKeys;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does what recorded erasures say: the keys of these persons are destroyed. The ledger itself says what is to be done, so that it is done however often
/// it was broken off, and also where a backup has brought a key back. Done again, it changes nothing.
public final class Erasures implements Following {

    static final String NAME = "erasures";

    private static final Logger LOG = LoggerFactory.getLogger(Erasures.class);

    private final LedgerReader ledger;
    private final PersonKeys keys;

    Erasures(LedgerReader ledger, PersonKeys keys) {
        this.ledger = ledger;
        this.keys = keys;
    }

    /// Every erasure that there is.
    void settleAll() {
        settle(ledger.streams(PersonEvent.STREAM));
    }

    /// The erasure of one person, where it is recorded.
    public void settle(UUID personId) {
        settle(ledger.stream(PersonEvent.stream(personId), Long.MAX_VALUE));
    }

    private void settle(List<LedgerEntry> entries) {
        entries.forEach(this::take);
    }

    @Override
    public void begin(long position) {}

    @Override
    public void take(LedgerEntry entry) {
        if (PersonEvent.isStream(entry.stream())
                && entry.envelope().event() instanceof PersonErased erased
                && keys.erase(erased.personId(), entry.position())) {
            LOG.info("The key of person {} is destroyed, as position {} says", erased.personId(), entry.position());
        }
    }
}
