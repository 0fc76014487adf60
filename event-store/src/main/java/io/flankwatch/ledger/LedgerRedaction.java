package io.flankwatch.ledger;

import io.flankwatch.events.EntryEvent.EntryRedacted;
import io.flankwatch.events.Redaction.Residue;
import io.flankwatch.wire.Residues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does what recorded redactions say: stored events become what is left of them. The ledger itself says what is to be done, so that it is done
/// however often it was broken off, and also where a backup has brought the text back. Done again, it changes nothing.
///
/// All of it throws [StoreAway] where the database does not answer.
public final class LedgerRedaction {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerRedaction.class);

    private final DataSource source;
    private final LedgerReader ledger;

    /// @param source of the services' role
    public LedgerRedaction(DataSource source) {
        this.source = source;
        this.ledger = new LedgerReader(source);
    }

    /// Every redaction that there is.
    public void settleAll() {
        Sql.query(source, row -> row.getString(1), "select distinct stream from ledger.event where type = '" + Residues.type() + "'")
                .forEach(this::settle);
    }

    /// The redactions of one stream.
    public void settle(String stream) {
        Map<Long, List<Residue>> residues = new TreeMap<>();
        for (LedgerEntry entry : ledger.stream(stream, List.of(Residues.type()), Long.MAX_VALUE)) {
            if (!(entry.envelope().event() instanceof EntryRedacted redacted)) {
                throw new IllegalStateException("position " + entry.position() + " is of type " + entry.type() + " and no redaction");
            }
            redacted.residues().forEach(residue -> residues.computeIfAbsent(residue.position(), position -> new ArrayList<>()).add(residue));
        }
        residues.forEach(this::settle);
    }

    /// @param inTurn each from what the one before has left
    private void settle(long position, List<Residue> inTurn) {
        byte[] bytes = ledger.at(position).orElseThrow().bytes();
        String found = Residues.sha256(bytes);
        if (found.equals(inTurn.getLast().sha256())) {
            return;
        }
        int done = inTurn.stream().map(Residue::sha256).toList().indexOf(found) + 1;
        for (Residue residue : inTurn.subList(done, inTurn.size())) {
            bytes = Residues.of(bytes, residue);
        }
        var unused = Sql.query(source, row -> row.getBoolean(1), "select ledger.redact(?, ?)", position, bytes);
        LOG.info("Position {} is redacted", position);
    }
}
