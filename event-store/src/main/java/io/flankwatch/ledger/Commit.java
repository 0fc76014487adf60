package io.flankwatch.ledger;

import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.wire.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/// What one root unit of work puts into the ledger: all its events, all or none, next to each other.
///
/// The command side names the commands that the events belong to. Without that, an event's command is the one that its metadata name,
/// else one that is made up for the commit; either way without fingerprint and result.
public final class Commit {

    static final int MAX_EVENTS = 1_000;
    static final int MAX_ENTRY_BYTES = 65_535;
    static final int MAX_COMMIT_BYTES = 8 * 1024 * 1024;

    private static final byte[] NOTHING = {};

    private final Map<UUID, Declared> declared = new LinkedHashMap<>();
    private final List<DomainEventMessage<?>> events = new ArrayList<>();
    private Append.@Nullable Stored stored;

    @SuppressWarnings("ArrayRecordComponent") // handed on as they are
    private record Declared(byte[] fingerprint, byte[] result) {}

    Commit() {}

    /// The one of the unit of work's root.
    public static Commit of(UnitOfWork<?> unitOfWork) {
        return unitOfWork.root().getOrComputeResource(Commit.class.getName(), key -> new Commit());
    }

    /// Says what is stored of a command, before the root commits. Every command has at least one event whose metadata name it, and its
    /// events follow each other.
    public void command(UUID id, byte[] fingerprint, byte[] result) {
        notYetStored();
        if (declared.put(id, new Declared(fingerprint, result)) != null) {
            throw new IllegalStateException("command " + id + " is in this commit already");
        }
    }

    /// The position of its first event. Known once the root has committed.
    public long firstPosition() {
        return stored().firstPosition();
    }

    /// Known once the root has committed.
    public Instant appendedAt() {
        return stored().appendedAt();
    }

    /// The count of its events.
    public int size() {
        return events.size();
    }

    void stage(List<? extends DomainEventMessage<?>> more) {
        notYetStored();
        events.addAll(more);
    }

    void stored(Append.Stored where) {
        stored = where;
    }

    private void notYetStored() {
        if (stored != null) {
            throw new IllegalStateException("the commit is stored already");
        }
    }

    private Append.Stored stored() {
        return Objects.requireNonNull(stored, "nothing is stored before the root unit of work has committed");
    }

    /// @throws Refused TOO_LARGE
    Append encode(UUID ledgerId, EventCodec codec) {
        if (events.size() > MAX_EVENTS) {
            throw new Refused(RefusalCode.TOO_LARGE, "A commit has at most " + MAX_EVENTS + " events; this one has " + events.size());
        }
        List<Append.Event> entries = new ArrayList<>(events.size());
        Map<UUID, Integer> counts = new LinkedHashMap<>();
        UUID unnamed = null;
        UUID current = null;
        long size = 0;
        for (DomainEventMessage<?> message : events) {
            UUID command = LedgerMetadata.optional(message, LedgerMetadata.COMMAND_ID, UUID.class);
            if (command == null) {
                unnamed = unnamed == null ? Ids.next() : unnamed;
                command = unnamed;
            }
            if (!declared.isEmpty() && !declared.containsKey(command)) {
                throw new IllegalStateException("event " + message.getIdentifier() + " belongs to no command of its commit");
            }
            if (!command.equals(current) && counts.containsKey(command)) {
                throw new IllegalStateException("the events of command " + command + " do not follow each other");
            }
            current = command;
            counts.merge(command, 1, Integer::sum);
            Append.Event entry = codec.encode(events, entries.size(), command, ledgerId);
            if (entry.bytes().length > MAX_ENTRY_BYTES) {
                throw new Refused(
                        RefusalCode.TOO_LARGE,
                        "An entry is at most " + MAX_ENTRY_BYTES + " bytes encoded; this one has " + entry.bytes().length);
            }
            size += entry.bytes().length;
            entries.add(entry);
        }
        if (size > MAX_COMMIT_BYTES) {
            throw new Refused(RefusalCode.TOO_LARGE, "A commit is at most " + MAX_COMMIT_BYTES + " bytes; this one has " + size);
        }
        for (UUID command : declared.keySet()) {
            if (!counts.containsKey(command)) {
                throw new IllegalStateException("command " + command + " has no event in its commit");
            }
        }
        return new Append(commands(counts), entries);
    }

    private List<Append.Command> commands(Map<UUID, Integer> counts) {
        Declared undeclared = new Declared(NOTHING, NOTHING);
        return counts.entrySet().stream()
                .map(command -> {
                    Declared known = declared.getOrDefault(command.getKey(), undeclared);
                    return new Append.Command(command.getKey(), known.fingerprint(), command.getValue(), known.result());
                })
                .toList();
    }
}
