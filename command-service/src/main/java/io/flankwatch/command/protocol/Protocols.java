package io.flankwatch.command.protocol;

import io.flankwatch.command.entry.Entries;
import io.flankwatch.command.vocabulary.Context;
import io.flankwatch.command.vocabulary.EntryCommand.ChangeInterceptProtocol;
import io.flankwatch.events.Check;
import io.flankwatch.events.Entry;
import io.flankwatch.events.EntryEvent.EntryRevised;
import io.flankwatch.events.EntryRecorded.InterceptProtocolChanged;
import io.flankwatch.events.Protocol;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/// The changes of a case's protocols, in the order in which they were recorded and as they are after every revision.
public record Protocols(PVector<InterceptProtocolChanged> changes) {

    public static final Protocols NONE = new Protocols(TreePVector.empty());

    /// @param id      the protocol's, given or new
    /// @param revised the change as it was before it is revised; absent: it is a new one
    public InterceptProtocolChanged change(
            ChangeInterceptProtocol command,
            UUID id,
            Entry entry,
            @Nullable InterceptProtocolChanged revised,
            Entries entries,
            Context context,
            Set<String> members) {
        InterceptProtocolChanged before = before(id, entry.entryId(), entries, context, members);
        for (InterceptProtocolChanged change : changes) {
            if (change.protocolId().equals(id) && !change.entry().entryId().equals(entry.entryId()) && shown(change, entries, context, members)) {
                keeps(change, command, change.equals(before));
            }
        }
        if (before != null) {
            boolean back = command.status() != Protocol.Status.RESCINDED
                    && (before.status() == Protocol.Status.RESCINDED || command.status().compareTo(before.status()) < 0);
            if (back && command.reason() == null) {
                throw Refused.at(
                        "/reason", RefusalCode.REASON_REQUIRED, "the status steps back from " + before.status() + " to " + command.status());
            }
        }
        if (command.replaces() != null
                && (command.replaces().equals(id) || current(command.replaces(), entries, context, members) == null)) {
            throw Refused.at("/replaces", RefusalCode.NO_SUCH_ENTRY, "the case has no other protocol " + command.replaces());
        }
        var changed = new InterceptProtocolChanged(
                entry,
                id,
                command.jurisdiction(),
                command.targetClass(),
                command.posture(),
                command.status(),
                command.authority(),
                command.legalBasis(),
                Check.required(command.effectiveFrom(), "effectiveFrom"),
                Check.required(command.effectiveUntil(), "effectiveUntil"),
                Check.list(command.conditions(), "conditions"),
                command.decidedBy(),
                command.replaces(),
                command.reason(),
                revised != null ? revised.previous() : before == null ? null : before.state());
        // Superseding and revising correct what was recorded about a change, so they may well say the same of the protocol.
        if (before != null
                && revised == null
                && entry.supersedes() == null
                && before.state().equals(changed.state())
                && before.targetClass() == changed.targetClass()) {
            throw new Refused(RefusalCode.NOTHING_CHANGED, "protocol " + id + " is in that state already");
        }
        return changed;
    }
    /// Targets that were not known may become known.
    private static void keeps(InterceptProtocolChanged other, ChangeInterceptProtocol command, boolean before) {
        boolean known = other.targetClass() != Protocol.TargetClass.UNKNOWN && (before || command.targetClass() != Protocol.TargetClass.UNKNOWN);
        if (!other.jurisdiction().equals(command.jurisdiction()) || (known && other.targetClass() != command.targetClass())) {
            throw Refused.at(
                    "/protocolId",
                    RefusalCode.PROTOCOL_MISMATCH,
                    "it is that of " + other.jurisdiction() + " for targets " + other.targetClass());
        }
    }

    /// The last change of a protocol that stands and that who asks may see: a new change tells of the state before, so it must not be one that is
    /// hidden from whoever records it.
    public @Nullable InterceptProtocolChanged current(UUID id, Entries entries, Context context, Set<String> members) {
        return before(id, null, entries, context, members);
    }

    /// The last such change that was recorded before an entry.
    ///
    /// @param entry absent, or new: the last of all
    private @Nullable InterceptProtocolChanged before(UUID id, @Nullable UUID entry, Entries entries, Context context, Set<String> members) {
        InterceptProtocolChanged before = null;
        for (InterceptProtocolChanged change : changes) {
            if (change.entry().entryId().equals(entry)) {
                return before;
            }
            if (change.protocolId().equals(id) && shown(change, entries, context, members)) {
                before = change;
            }
        }
        return before;
    }

    private static boolean shown(InterceptProtocolChanged change, Entries entries, Context context, Set<String> members) {
        UUID entry = change.entry().entryId();
        return entries.stands(entry) && context.sees(entries.marking(entry), members);
    }

    public Protocols evolve(InterceptProtocolChanged changed) {
        return new Protocols(changes.plus(changed));
    }

    /// Every change keeps its turn.
    public Protocols evolve(EntryRevised revised) {
        if (revised.revised() instanceof InterceptProtocolChanged now) {
            for (int i = 0; i < changes.size(); i++) {
                if (changes.get(i).entry().entryId().equals(revised.entryId())) {
                    return new Protocols(changes.with(i, now));
                }
            }
        }
        return this;
    }
}
