package io.flankwatch.query.reading;

import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.CaseFileEvent.CasesLinked;
import io.flankwatch.events.CaseFileEvent.CasesUnlinked;
import io.flankwatch.events.EntryEvent.EntriesLinked;
import io.flankwatch.events.EntryEvent.EntriesUnlinked;
import io.flankwatch.events.EntryEvent.EntryMarkingChanged;
import io.flankwatch.events.EntryEvent.EntryRedacted;
import io.flankwatch.events.EntryLink;
import io.flankwatch.events.IndicatorEvent.IndicatorMet;
import io.flankwatch.events.IndicatorEvent.IndicatorReopened;
import io.flankwatch.events.Marking;
import io.flankwatch.events.PersonEvent;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.ledger.LedgerEntry;
import io.flankwatch.ledger.LedgerReader;
import io.flankwatch.ledger.LedgerReader.Look;
import io.flankwatch.ledger.UnreadableEntry;
import io.flankwatch.platform.access.CaseAccess;
import io.flankwatch.platform.access.CaseAccess.Course;
import io.flankwatch.platform.access.Ceiling;
import io.flankwatch.query.projection.FollowedLedger;
import io.flankwatch.wire.Envelope;
import io.flankwatch.wire.EventTypes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Decides who may see a case, by the ledger itself and up to its head.
///
/// Nothing but the events that say who may see what is decoded, and each once: what those of a case have come to is kept, and the ledger is asked for later
/// ones every time. Where this build can't read one of them, nobody but auditors sees the case: what is not understood may be a restriction.
@Component
public class CaseGates {

    private static final Logger LOG = LoggerFactory.getLogger(CaseGates.class);
    private static final Set<String> OF_TWO_CASES = Stream.of(
                    CasesLinked.class,
                    CasesUnlinked.class,
                    EntriesLinked.class,
                    EntriesUnlinked.class,
                    IndicatorMet.class,
                    IndicatorReopened.class)
            .map(EventTypes::nameOf)
            .collect(Collectors.toUnmodifiableSet());

    /// RED without members: for auditors only.
    private static final CaseAccess NOBODY = new CaseAccess(Marking.RED, Set.of());

    private static final CaseAccess EVERYBODY = new CaseAccess(Marking.CLEAR, Set.of());

    private static final String REMARKED = EventTypes.nameOf(EntryMarkingChanged.class);
    private static final String REDACTED = EventTypes.nameOf(EntryRedacted.class);

    private static final int MOST = 10_000;

    private final LedgerReader ledger;
    private final Map<String, Known> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MOST;
        }
    };

    /// What was read of who may see a case.
    ///
    /// @param restrictedAt the position of the last event of it; -1 where nothing was read
    /// @param remarkedAt   the position of the last one that marked entries anew
    private record Known(Course course, long restrictedAt, long remarkedAt) {

        static final Known NOTHING = new Known(Course.BEGINNING, -1, -1);
    }

    /// A case that the reader may know of, and how its stream ends at the moment for which that was found.
    record Entered(CaseGate gate, Look ledger) {}

    CaseGates(FollowedLedger ledger) {
        this.ledger = ledger.reader();
    }

    /// @throws Refused NO_SUCH_CASE where there is none, or the reader may not know that there is
    public CaseGate open(UUID caseId, Ceiling ceiling) {
        return enter(caseId, ceiling).gate();
    }

    /// The same for whoever goes on to read the case.
    ///
    /// @throws Refused NO_SUCH_CASE where there is none, or the reader may not know that there is
    Entered enter(UUID caseId, Ceiling ceiling) {
        return looked(caseId.toString(), ceiling)
                .filter(entered -> entered.gate().showsCase())
                .orElseThrow(() -> new Refused(RefusalCode.NO_SUCH_CASE, "There is no case " + caseId + ", or it may not be seen"));
    }

    /// Empty where there is no such case, or the reader may not know that there is.
    public Optional<CaseGate> find(String caseId, Ceiling ceiling) {
        return look(caseId, ceiling).filter(CaseGate::showsCase);
    }

    /// Those of several cases that there are and that the reader may know of, by one look at the ledger.
    public Map<String, CaseGate> find(Collection<String> caseIds, Ceiling ceiling) {
        if (caseIds.isEmpty()) {
            return Map.of();
        }
        Map<String, Known> before = new HashMap<>();
        caseIds.forEach(caseId -> before.put(caseId, known(caseId)));
        Map<String, Long> after = new HashMap<>();
        before.forEach((caseId, read) -> after.put(caseId, read.restrictedAt()));
        Map<String, List<LedgerEntry>> more = ledger.streams(after, CaseAccess.TYPES);
        Map<String, CaseGate> gates = new HashMap<>();
        before.forEach((caseId, read) -> {
            List<LedgerEntry> entries = more.getOrDefault(caseId, List.of());
            if (read.equals(Known.NOTHING) && entries.isEmpty()) {
                find(caseId, ceiling).ifPresent(gate -> gates.put(caseId, gate));
                return;
            }
            CaseGate gate = gate(caseId, read, entries, ceiling);
            if (gate.showsCase()) {
                gates.put(caseId, gate);
            }
        });
        return gates;
    }

    /// A case that may be hidden from the reader: for whoever has to leave a placeholder for what happened in it.
    ///
    /// @param caseId or a person's stream: what happens there is shown to everybody who may see its own marking
    public Optional<CaseGate> look(String caseId, Ceiling ceiling) {
        return PersonEvent.isStream(caseId)
                ? Optional.of(gate(caseId, EVERYBODY, ceiling, -1, -1))
                : looked(caseId, ceiling).map(Entered::gate);
    }

    private Optional<Entered> looked(String caseId, Ceiling ceiling) {
        Known before = known(caseId);
        Look look = ledger.look(caseId, CaseAccess.TYPES, before.restrictedAt());
        if (look.last() == null) {
            return Optional.empty();
        }
        if (before.equals(Known.NOTHING) && look.entries().isEmpty()) {
            // Opened in a form that this build does not know.
            return Optional.of(new Entered(gate(caseId, NOBODY, ceiling, -1, -1), look));
        }
        return Optional.of(new Entered(gate(caseId, before, look.entries(), ceiling), look));
    }

    private Known known(String caseId) {
        synchronized (known) {
            return known.getOrDefault(caseId, Known.NOTHING);
        }
    }

    /// @param before what was read of it
    /// @param more   what comes next
    private CaseGate gate(String caseId, Known before, List<LedgerEntry> more, Ceiling ceiling) {
        List<CaseEvent> events = events(more);
        long restrictedAt = more.isEmpty() ? before.restrictedAt() : more.getLast().position();
        long remarkedAt = more.stream()
                .filter(entry -> entry.type().equals(REMARKED) || entry.type().equals(REDACTED))
                .mapToLong(LedgerEntry::position)
                .reduce(before.remarkedAt(), Math::max);
        if (events == null) {
            return gate(caseId, NOBODY, ceiling, restrictedAt, remarkedAt);
        }
        Known now = before;
        if (!more.isEmpty()) {
            now = new Known(before.course().on(events), restrictedAt, remarkedAt);
            synchronized (known) {
                known.put(caseId, now);
            }
        }
        CaseAccess access = resting(caseId, now.course().access());
        return gate(caseId, access == null ? NOBODY : access, ceiling, restrictedAt, remarkedAt);
    }

    private CaseGate gate(String caseId, CaseAccess access, Ceiling ceiling, long restrictedAt, long remarkedAt) {
        return new CaseGate(caseId, access, ceiling, restrictedAt, remarkedAt, (other, entry) -> showsElsewhere(other, entry, ceiling));
    }

    /// Whoever saw it where it is named was cleared for what it was recorded under: what is asked is whether it was marked anew.
    private boolean showsElsewhere(UUID caseId, UUID entryId, Ceiling ceiling) {
        return find(caseId.toString(), ceiling).filter(other -> other.shows(other.today(Marking.CLEAR, entryId))).isPresent();
    }

    /// Whether the reader of a case may see it as it was at a position: by the stricter of its markings then and now.
    public boolean showsAt(CaseGate gate, long position) {
        CaseAccess then = access(ledger.stream(gate.caseId(), CaseAccess.TYPES, position));
        return gate.shows(then == null ? NOBODY.marking() : then.marking());
    }

    /// Whether an event names another case of which the reader may not know that there is one.
    public boolean hidesOther(LedgerEntry entry, Ceiling ceiling) {
        if (!OF_TWO_CASES.contains(entry.type())) {
            return false;
        }
        try {
            return switch (entry.envelope().caseEvent()) {
                case CasesLinked linked -> find(linked.otherId().toString(), ceiling).isEmpty();
                case CasesUnlinked unlinked -> find(unlinked.otherId().toString(), ceiling).isEmpty();
                case EntriesLinked linked -> hides(linked.link(), ceiling);
                case EntriesUnlinked unlinked -> hides(unlinked.link(), ceiling);
                case IndicatorMet met -> met.metByCase() != null && !showsElsewhere(met.metByCase(), met.metBy(), ceiling);
                case IndicatorReopened reopened -> reopened.metByCase() != null && !showsElsewhere(reopened.metByCase(), reopened.metBy(), ceiling);
                case CaseEvent _ -> false;
            };
        } catch (UnreadableEntry unreadable) {
            LOG.error("Nobody sees position {} until it can be read", entry.position());
            return true;
        }
    }

    private boolean hides(EntryLink link, Ceiling ceiling) {
        return link.otherCaseId() != null && !showsElsewhere(link.otherCaseId(), link.otherId(), ceiling);
    }

    /// What an entry of the ledger was recorded under, or what the entries of the case that it is about are marked with now, whichever is stricter.
    public Marking today(CaseGate gate, LedgerEntry entry, Marking recorded) {
        if (gate.access().entries().isEmpty()) {
            return recorded;
        }
        try {
            return gate.today(recorded, entry.envelope().caseEvent());
        } catch (UnreadableEntry unreadable) {
            LOG.error("What position {} is about is not known until it can be read", entry.position());
            return Marking.RED;
        }
    }

    /// The positions of what a reader may have received of entries that an event has marked more strictly, or of text that it has taken out.
    public List<LedgerEntry> recalled(LedgerEntry entry, CaseGate gate) {
        if (entry.type().equals(REDACTED)) {
            return redacted(entry, gate);
        }
        if (!entry.type().equals(REMARKED)) {
            return List.of();
        }
        try {
            EntryMarkingChanged changed = (EntryMarkingChanged) entry.envelope().event();
            return ledger.stream(entry.stream(), entry.position() - 1).stream()
                    .filter(before -> recalled(before, changed, gate))
                    .toList();
        } catch (UnreadableEntry unreadable) {
            LOG.error("What position {} recalls is not known until it can be read", entry.position());
            return List.of();
        }
    }

    private List<LedgerEntry> redacted(LedgerEntry entry, CaseGate gate) {
        try {
            EntryRedacted redacted = (EntryRedacted) entry.envelope().event();
            return redacted.residues().stream()
                    .map(residue -> ledger.at(residue.position()).orElseThrow())
                    .filter(before -> gate.shows(before.envelope().marking()))
                    .toList();
        } catch (UnreadableEntry unreadable) {
            LOG.error("What position {} recalls is not known until it can be read", entry.position());
            return List.of();
        }
    }

    private static boolean recalled(LedgerEntry before, EntryMarkingChanged changed, CaseGate gate) {
        try {
            Envelope envelope = before.envelope();
            return gate.shows(envelope.marking())
                    && !envelope.marking().allows(changed.effective())
                    && !Collections.disjoint(Mentions.of(envelope.caseEvent()), changed.entries());
        } catch (UnreadableEntry unreadable) {
            return false;
        }
    }

    private @Nullable CaseAccess access(List<LedgerEntry> entries) {
        List<CaseEvent> events = events(entries);
        return events == null || entries.isEmpty() ? null : resting(entries.getFirst().stream(), CaseAccess.of(events));
    }

    /// With what rests on entries that were marked anew. Null where that can't be read.
    private @Nullable CaseAccess resting(String caseId, @Nullable CaseAccess access) {
        if (access == null || access.entries().isEmpty()) {
            return access;
        }
        List<CaseEvent> resting = events(ledger.stream(caseId, CaseAccess.RESTING, Long.MAX_VALUE));
        return resting == null ? null : access.with(resting);
    }

    /// Null where one of them can't be read.
    private static @Nullable List<CaseEvent> events(List<LedgerEntry> entries) {
        List<CaseEvent> events = new ArrayList<>();
        for (LedgerEntry entry : entries) {
            try {
                events.add(entry.envelope().caseEvent());
            } catch (UnreadableEntry unreadable) {
                LOG.error("Only auditors see case {} until position {} can be read", entry.stream(), entry.position());
                return null;
            }
        }
        return events;
    }
}
