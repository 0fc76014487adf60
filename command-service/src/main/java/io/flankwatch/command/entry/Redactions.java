package io.flankwatch.command.entry;

import io.flankwatch.command.vocabulary.Context;
import io.flankwatch.command.vocabulary.EntryCommand.ProposeRedaction;
import io.flankwatch.command.vocabulary.EntryCommand.RedactEntry;
import io.flankwatch.events.EntryEvent.EntryRedacted;
import io.flankwatch.events.EntryEvent.RedactionEvent;
import io.flankwatch.events.EntryEvent.RedactionProposed;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import java.util.UUID;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/// The redactions that wait for another supervisor: the last one proposed of each entry.
public record Redactions(PMap<UUID, RedactionProposed> proposed) {

    public static final Redactions NONE = new Redactions(HashTreePMap.empty());

    /// Whoever asks may see the entry. What is proposed can be done, as the ledger is now.
    RedactionProposed propose(ProposeRedaction command, Context context) {
        supervised(context);
        var unused = context.residues().of(command.entryId(), command.pointers());
        return new RedactionProposed(command.entryId(), command.ground(), command.pointers(), context.subject());
    }

    EntryRedacted confirm(RedactEntry command, Context context) {
        supervised(context);
        RedactionProposed waiting = proposed.get(command.entryId());
        if (waiting == null) {
            throw new Refused(RefusalCode.NOT_PROPOSED, "no redaction of entry " + command.entryId() + " is proposed");
        }
        if (waiting.proposedBy().equals(context.subject())) {
            throw new Refused(RefusalCode.SELF_APPROVAL, "you have proposed it; another supervisor has to agree");
        }
        return new EntryRedacted(
                command.entryId(),
                waiting.ground(),
                waiting.pointers(),
                waiting.proposedBy(),
                context.residues().of(command.entryId(), waiting.pointers()));
    }

    Redactions evolve(RedactionEvent event) {
        return switch (event) {
            case RedactionProposed waiting -> new Redactions(proposed.plus(waiting.entryId(), waiting));
            case EntryRedacted done -> new Redactions(proposed.minus(done.entryId()));
        };
    }

    private static void supervised(Context context) {
        if (!context.supervisor()) {
            throw new Refused(RefusalCode.ROLE_MISSING, "redactions need supervisors");
        }
    }
}
