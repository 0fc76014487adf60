package io.flankwatch.platform.access;

import io.flankwatch.events.AssessmentEvent.AssessmentDrafted;
import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.CaseFile;
import io.flankwatch.events.CaseFileEvent;
import io.flankwatch.events.CaseFileEvent.AnalystAssigned;
import io.flankwatch.events.CaseFileEvent.AnalystRemoved;
import io.flankwatch.events.CaseFileEvent.CaseDetailsChanged;
import io.flankwatch.events.CaseFileEvent.CaseMarkingChanged;
import io.flankwatch.events.CaseFileEvent.CaseOpened;
import io.flankwatch.events.EntryEvent.EntryMarkingChanged;
import io.flankwatch.events.EntryEvent.EntryRedacted;
import io.flankwatch.events.IndicatorEvent.IndicatorDefined;
import io.flankwatch.events.Marking;
import io.flankwatch.wire.EventTypes;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Who may see what of one case now.
///
/// @param marking of the case
/// @param members subjects of its members
/// @param entries effective markings of the entries that were marked anew since they were recorded, and of what rests on these
public record CaseAccess(Marking marking, Set<String> members, Map<UUID, Marking> entries) {

    /// The stored types that restrict or widen it; whoever answers about a case reads them up to the ledger's head first.
    public static final List<String> TYPES = Stream.of(
                    CaseOpened.class,
                    // Names the lead, who is a member.
                    CaseDetailsChanged.class,
                    CaseMarkingChanged.class,
                    AnalystAssigned.class,
                    AnalystRemoved.class,
                    EntryMarkingChanged.class,
                    // It widens nothing, and what was read before it may hold what it has taken out.
                    EntryRedacted.class)
            .map(EventTypes::nameOf)
            .toList();

    /// The stored types that say what rests on entries without being one: whoever may not see the entries may not see what is made of it later.
    public static final List<String> RESTING = Stream.of(AssessmentDrafted.class, IndicatorDefined.class).map(EventTypes::nameOf).toList();

    public CaseAccess {
        members = Set.copyOf(members);
        entries = Map.copyOf(entries);
    }

    public CaseAccess(Marking marking, Set<String> members) {
        this(marking, members, Map.of());
    }

    /// What the events of these types have come to, to be gone on from when there are more of them.
    ///
    /// @param file    absent before the case was opened
    /// @param entries effective markings of the entries that were marked anew since they were recorded
    public record Course(@Nullable CaseFile file, Map<UUID, Marking> entries) {

        public static final Course BEGINNING = new Course(null, Map.of());

        public Course {
            entries = Map.copyOf(entries);
        }

        /// @param events that come next
        public Course on(Iterable<? extends CaseEvent> events) {
            CaseFile now = file;
            Map<UUID, Marking> marked = new HashMap<>(entries);
            for (CaseEvent event : events) {
                if (event instanceof CaseFileEvent change) {
                    now = CaseFile.evolve(now, change);
                } else if (event instanceof EntryMarkingChanged changed) {
                    changed.entries().forEach(id -> marked.put(id, changed.of(id, marked.getOrDefault(id, Marking.CLEAR))));
                }
            }
            return new Course(now, marked);
        }

        /// @return null before the case was opened
        public @Nullable CaseAccess access() {
            return file == null ? null : new CaseAccess(file.marking(), file.members(), entries);
        }
    }

    /// @param events of these types, from the first one on
    /// @return null where there are none
    public static @Nullable CaseAccess of(Iterable<? extends CaseEvent> events) {
        return Course.BEGINNING.on(events).access();
    }

    /// With the assessments and indicators that rest on entries which were marked anew.
    ///
    /// @param events of the types that rest on entries
    public CaseAccess with(Iterable<? extends CaseEvent> events) {
        Map<UUID, Marking> all = new HashMap<>(entries);
        for (CaseEvent event : events) {
            if (event instanceof AssessmentDrafted drafted) {
                drafted.keyJudgements().forEach(judgement -> rests(all, drafted.assessmentId(), judgement.evidence()));
            } else if (event instanceof IndicatorDefined defined) {
                rests(all, defined.indicatorId(), defined.condition().meetings());
            }
        }
        return new CaseAccess(marking, members, all);
    }

    private void rests(Map<UUID, Marking> all, UUID id, Collection<UUID> on) {
        Marking strictest = today(all.getOrDefault(id, Marking.CLEAR), on);
        if (strictest != Marking.CLEAR) {
            all.put(id, strictest);
        }
    }

    public boolean visibleTo(Ceiling ceiling) {
        return ceiling.allows(marking, members);
    }

    /// The stricter of what something was recorded under and what the entries that it tells of are marked with now.
    ///
    /// @param entries those that were never marked anew say nothing
    public Marking today(Marking recorded, Collection<UUID> entries) {
        Marking strictest = recorded;
        for (UUID entry : entries) {
            strictest = Marking.strictest(strictest, this.entries.getOrDefault(entry, Marking.CLEAR));
        }
        return strictest;
    }

    /// Whether the reader may see something of this case that was recorded under the given marking.
    public boolean visibleTo(Ceiling ceiling, Marking recorded) {
        return ceiling.allows(Marking.strictest(marking, recorded), members);
    }
}
