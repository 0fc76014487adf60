package io.flankwatch.command.protocol;

import io.flankwatch.command.entry.Entries;
import io.flankwatch.command.vocabulary.Context;
import io.flankwatch.command.vocabulary.EntryCommand.ChangeInterceptProtocol;
import io.flankwatch.events.Check;
import io.flankwatch.events.Entry;
import io.flankwatch.events.EntryRecorded.InterceptProtocolChanged;
import io.flankwatch.events.Protocol;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pcollections.OrderedPMap;
import org.pcollections.PMap;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/// The protocols of a case, each with its changes in the order in which they were recorded.
public record Protocols(PMap<UUID, PVector<InterceptProtocolChanged>> changes) {

    public static final Protocols NONE = new Protocols(OrderedPMap.empty());

    /// @param id the protocol's, given or new
    public InterceptProtocolChanged change(
            ChangeInterceptProtocol command, UUID id, Entry entry, Entries entries, Context context, Set<String> members) {
        InterceptProtocolChanged before = current(id, entries, context, members);
        if (before != null) {
            boolean known = before.targetClass() != Protocol.TargetClass.UNKNOWN;
            if (!before.jurisdiction().equals(command.jurisdiction()) || (known && before.targetClass() != command.targetClass())) {
                throw Refused.at(
                        "/protocolId",
                        RefusalCode.PROTOCOL_MISMATCH,
                        "it is that of " + before.jurisdiction() + " for targets " + before.targetClass());
            }
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
                before == null ? null : before.state());
        // Superseding corrects what was recorded about a change, so it may well say the same of the protocol.
        if (before != null && entry.supersedes() == null && before.state().equals(changed.state()) && before.targetClass() == changed.targetClass()) {
            throw new Refused(RefusalCode.NOTHING_CHANGED, "protocol " + id + " is in that state already");
        }
        return changed;
    }

    /// The last change of a protocol that stands and that who asks may see: a new change tells of the state before, so it must not be one that is
    /// hidden from whoever records it.
    public @Nullable InterceptProtocolChanged current(UUID id, Entries entries, Context context, Set<String> members) {
        PVector<InterceptProtocolChanged> of = changes.get(id);
        for (int i = of == null ? -1 : of.size() - 1; of != null && i >= 0; i--) {
            UUID entry = of.get(i).entry().entryId();
            if (entries.stands(entry) && context.sees(entries.marking(entry), members)) {
                return of.get(i);
            }
        }
        return null;
    }

    public Protocols evolve(InterceptProtocolChanged changed) {
        PVector<InterceptProtocolChanged> before = changes.get(changed.protocolId());
        return new Protocols(changes.plus(changed.protocolId(), (before == null ? TreePVector.<InterceptProtocolChanged>empty() : before).plus(changed)));
    }
}
