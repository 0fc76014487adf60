package io.flankwatch.events;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.flankwatch.events.Protocol.TargetClass;
import io.flankwatch.events.Reaction.Act;
import io.flankwatch.events.Reaction.Stance;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What makes an indicator met: a small closed language, evaluated over the standing entries of a case or of all cases that are no false alarms
/// (`io.flankwatch.events.watch`).
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Condition.ProtocolReaches.class, name = "protocolReaches"),
    @JsonSubTypes.Type(value = Condition.MeetingConcludes.class, name = "meetingConcludes"),
    @JsonSubTypes.Type(value = Condition.IncursionsReach.class, name = "incursions"),
    @JsonSubTypes.Type(value = Condition.CasualtiesReach.class, name = "casualties"),
    @JsonSubTypes.Type(value = Condition.SomebodyReacts.class, name = "reaction"),
    @JsonSubTypes.Type(value = Condition.AnyOf.class, name = "anyOf"),
    @JsonSubTypes.Type(value = Condition.AllOf.class, name = "allOf"),
    @JsonSubTypes.Type(value = Condition.Manual.class, name = "manual")
})
public sealed interface Condition {

    /// How many conditions one may be made of, itself and all of their parts among them.
    int MOST_PARTS = 32;

    /// A protocol over the jurisdiction comes to at least this posture and at least this status.
    ///
    /// @param targetClass absent: any
    /// @param decidedBy   the meeting of the indicator's case that must have decided it; absent: any or none
    record ProtocolReaches(
            String jurisdiction,
            Protocol.Posture posture,
            Protocol.Status status,
            @Nullable TargetClass targetClass,
            @Nullable UUID decidedBy)
            implements Condition {

        public ProtocolReaches {
            Country.code(jurisdiction, "jurisdiction");
            Check.required(posture, "posture");
            Check.that(posture != Protocol.Posture.UNKNOWN, "posture", "must be a step of the ladder");
            Check.required(status, "status");
            Check.that(status != Protocol.Status.RESCINDED, "status", "can't be reached by stepping up");
        }
    }

    /// A meeting ends, for good and not by an adjournment.
    ///
    /// @param meeting  an entry of the indicator's case
    /// @param decision words that one of its decisions has, whatever their case; absent: it ends in any way
    record MeetingConcludes(UUID meeting, @Nullable String decision) implements Condition {

        public MeetingConcludes {
            Check.required(meeting, "meeting");
            Check.optionalText(decision, "decision");
        }
    }

    /// At least so many objects come in. An incursion counts as the low bound of its count, and as one where none is stated: it has been one at least.
    /// One incident counts once, and a whole not beside its parts.
    ///
    /// @param country     where any of its places is; absent: anywhere
    /// @param objectTypes any of these, just as they are said; empty: any
    /// @param withinHours from the first to the last of them; what may have been outside of that time does not count. Absent: whenever
    record IncursionsReach(@Nullable String country, List<ObjectType> objectTypes, long atLeast, @Nullable Long withinHours) implements Condition {

        private static final long LONGEST_HOURS = 24 * 366 * 100L;

        public IncursionsReach {
            if (country != null) {
                Country.code(country, "country");
            }
            objectTypes = Check.list(objectTypes, "objectTypes");
            Check.that(atLeast >= 1, "atLeast", "must be at least 1");
            Check.that(
                    withinHours == null || (withinHours >= 1 && withinHours <= LONGEST_HOURS), "withinHours", "must be from 1 to " + LONGEST_HOURS);
        }
    }

    /// The low end of the figure, by rule `standing-claims/v1`, comes to at least so many.
    ///
    /// @param confirmedOnly true: the figure over confirmed claims only
    record CasualtiesReach(Casualty.Metric metric, long atLeast, @Nullable Boolean confirmedOnly) implements Condition {

        public CasualtiesReach {
            Check.required(metric, "metric");
            Check.that(atLeast >= 1, "atLeast", "must be at least 1");
        }

        public boolean confirmed() {
            return Boolean.TRUE.equals(confirmedOnly);
        }
    }

    /// Somebody takes a stance, or acts.
    ///
    /// @param actor  as in the reaction, whatever its case
    /// @param stance one of the two is there; where both are, both must be so
    record SomebodyReacts(String actor, @Nullable Stance stance, @Nullable Act act) implements Condition {

        public SomebodyReacts {
            Check.text(actor, "actor");
            Check.that(stance != null || act != null, "stance", "or act is required");
        }
    }

    record AnyOf(List<Condition> of) implements Condition {

        public AnyOf {
            of = parts(of);
        }
    }

    record AllOf(List<Condition> of) implements Condition {

        public AllOf {
            of = parts(of);
        }
    }

    /// No rule fulfils it: an analyst rules on it.
    record Manual() implements Condition {}

    private static List<Condition> parts(List<Condition> of) {
        List<Condition> parts = Check.list(of, "of");
        Check.that(parts.size() >= 2, "of", "has two conditions at least");
        for (int i = 0; i < parts.size(); i++) {
            Check.that(!(parts.get(i) instanceof Manual), "of/" + i, "must be one that a rule can fulfil");
        }
        Check.that(1 + parts.stream().mapToInt(Condition::size).sum() <= MOST_PARTS, "of", "comes to more than " + MOST_PARTS + " conditions");
        return parts;
    }

    /// It and all of its parts.
    private static int size(Condition condition) {
        return switch (condition) {
            case AnyOf any -> 1 + any.of().stream().mapToInt(Condition::size).sum();
            case AllOf all -> 1 + all.of().stream().mapToInt(Condition::size).sum();
            case ProtocolReaches _, MeetingConcludes _, IncursionsReach _, CasualtiesReach _, SomebodyReacts _, Manual _ -> 1;
        };
    }

    /// The meetings that it names.
    default List<UUID> meetings() {
        return switch (this) {
            case ProtocolReaches reaches -> reaches.decidedBy() == null ? List.of() : List.of(reaches.decidedBy());
            case MeetingConcludes concludes -> List.of(concludes.meeting());
            case AnyOf any -> any.of().stream().flatMap(part -> part.meetings().stream()).toList();
            case AllOf all -> all.of().stream().flatMap(part -> part.meetings().stream()).toList();
            case IncursionsReach _, CasualtiesReach _, SomebodyReacts _, Manual _ -> List.of();
        };
    }

    /// The countries that it names.
    default Set<String> jurisdictions() {
        return switch (this) {
            case ProtocolReaches reaches -> Set.of(reaches.jurisdiction());
            case IncursionsReach incursions -> incursions.country() == null ? Set.of() : Set.of(incursions.country());
            case AnyOf any -> any.of().stream().flatMap(part -> part.jurisdictions().stream()).collect(Collectors.toSet());
            case AllOf all -> all.of().stream().flatMap(part -> part.jurisdictions().stream()).collect(Collectors.toSet());
            case MeetingConcludes _, CasualtiesReach _, SomebodyReacts _, Manual _ -> Set.of();
        };
    }

    /// The kinds of entries that it looks at.
    default Set<EntryKind> kinds() {
        return switch (this) {
            case ProtocolReaches reaches ->
                reaches.decidedBy() == null ? Set.of(EntryKind.PROTOCOL_CHANGE) : Set.of(EntryKind.PROTOCOL_CHANGE, EntryKind.MEETING);
            case MeetingConcludes _ -> Set.of(EntryKind.MEETING);
            case IncursionsReach _ -> Set.of(EntryKind.INCURSION);
            // A claim counts as long as what it is about does.
            case CasualtiesReach _ -> EnumSet.allOf(EntryKind.class);
            case SomebodyReacts _ -> Set.of(EntryKind.REACTION);
            case AnyOf any -> any.of().stream().flatMap(part -> part.kinds().stream()).collect(Collectors.toSet());
            case AllOf all -> all.of().stream().flatMap(part -> part.kinds().stream()).collect(Collectors.toSet());
            case Manual _ -> Set.of();
        };
    }
}
