package io.flankwatch.events.figures;

import io.flankwatch.events.Protocol;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What may be done to whom over a jurisdiction at a time: the posture at T, as known by the changes handed in.
///
/// Of one protocol, the change that was recorded last among those that apply at T says what it is at T: an unknown start counts as
/// already started, an open or unknown end as not ended. A rescission applies from the protocol's end where that is stated, else
/// from its start where that is, else always. Of the protocols then IN_FORCE, one that another of them replaces gives way; else the
/// one with the latest start holds, then the one recorded last.
public final class Postures {

    private static final Comparator<Change> LATEST_START = Comparator.comparing(
                    Postures::start, Comparator.nullsFirst(Comparator.<Instant>naturalOrder()))
            .thenComparing(Change::position);

    private Postures() {}

    /// One standing change of a protocol.
    public record Change(
            long position,
            UUID entryId,
            UUID protocolId,
            String jurisdiction,
            Protocol.TargetClass targetClass,
            Protocol.State state,
            @Nullable UUID decidedBy,
            @Nullable UUID replaces) {}

    /// @param inForce what holds at that time; absent where nothing is known to
    /// @param beside  what is rumoured, proposed, adopted or still to come into force, in the order recorded
    public record Posture(
            String jurisdiction, Protocol.TargetClass targetClass, @Nullable Change inForce, List<Change> beside) {}

    /// @param changes the standing ones that the reader may see
    /// @return by jurisdiction, then target class
    public static List<Posture> at(Instant at, Collection<Change> changes) {
        Map<String, Map<Protocol.TargetClass, List<Change>>> fields = new TreeMap<>();
        changes.stream().sorted(Comparator.comparing(Change::position)).forEach(change -> fields.computeIfAbsent(
                        change.jurisdiction(), jurisdiction -> new TreeMap<>())
                .computeIfAbsent(change.targetClass(), targetClass -> new ArrayList<>())
                .add(change));
        List<Posture> postures = new ArrayList<>();
        fields.forEach((jurisdiction, classes) -> classes.forEach((targetClass, field) -> {
            Change inForce = inForce(at, field);
            postures.add(new Posture(jurisdiction, targetClass, inForce, beside(at, field, inForce)));
        }));
        return List.copyOf(postures);
    }

    private static @Nullable Change inForce(Instant at, List<Change> field) {
        Map<UUID, Change> speaking = new LinkedHashMap<>();
        field.stream().filter(change -> speaksOf(change, at)).forEach(change -> speaking.put(change.protocolId(), change));
        List<Change> candidates = speaking.values().stream()
                .filter(change -> change.state().status() == Protocol.Status.IN_FORCE)
                .toList();
        List<Change> notReplaced = candidates.stream()
                .filter(change -> candidates.stream().noneMatch(other -> replaces(other, change)))
                .toList();
        return (notReplaced.isEmpty() ? candidates : notReplaced)
                .stream().max(LATEST_START).orElse(null);
    }

    private static List<Change> beside(Instant at, List<Change> field, @Nullable Change inForce) {
        Map<UUID, Change> latest = new LinkedHashMap<>();
        field.forEach(change -> latest.put(change.protocolId(), change));
        return latest.values().stream()
                .filter(change -> !change.equals(inForce))
                .filter(change -> switch (change.state().status()) {
                    case RUMOURED, PROPOSED, ADOPTED -> !ended(change, at);
                    case IN_FORCE -> !started(change, at);
                    case RESCINDED -> false;
                })
                .sorted(Comparator.comparing(Change::position))
                .toList();
    }

    private static boolean replaces(Change successor, Change replaced) {
        return replaced.protocolId().equals(successor.replaces()) && !successor.protocolId().equals(replaced.protocolId());
    }

    private static boolean speaksOf(Change change, Instant at) {
        if (change.state().status() == Protocol.Status.RESCINDED) {
            return change.state().effectiveUntil().at() == null ? started(change, at) : ended(change, at);
        }
        return started(change, at) && !ended(change, at);
    }

    private static boolean started(Change change, Instant at) {
        Instant from = start(change);
        return from == null || !at.isBefore(from);
    }

    private static boolean ended(Change change, Instant at) {
        Instant until = change.state().effectiveUntil().at();
        return until != null && !at.isBefore(until);
    }

    private static @Nullable Instant start(Change change) {
        return change.state().effectiveFrom().at();
    }
}
