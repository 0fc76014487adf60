package io.flankwatch.query.reading;

import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.ledger.LedgerEntry;
import io.flankwatch.ledger.LedgerReader;
import io.flankwatch.ledger.LedgerReader.Last;
import io.flankwatch.ledger.LedgerReader.Look;
import io.flankwatch.platform.access.Ceiling;
import io.flankwatch.query.projection.CaseView;
import io.flankwatch.query.projection.Documents;
import io.flankwatch.query.projection.Fact;
import io.flankwatch.query.projection.FollowedLedger;
import io.flankwatch.query.projection.Replay;
import io.flankwatch.query.projection.Stored;
import io.flankwatch.query.projection.Views;
import io.flankwatch.query.reading.CaseGates.Entered;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Finds the documents that a read of one case is answered from: the live ones, or those of an earlier moment of knowledge.
@Component
public class CaseReads {

    /// What every answer across cases says of what it lacks.
    public static final String INCOMPLETE = "Cases that the reader may see and that are missing here, or as they were, because the view could not make sense of them";

    private static final Logger LOG = LoggerFactory.getLogger(CaseReads.class);
    /// Of what is read from the ledger itself. Changes with how it is shown.
    private static final String AS_STORED = "events/1";

    /// So many events are looked through at once.
    private static final long NEAR = 1_000;

    private final CaseGates gates;
    private final LedgerReader ledger;
    private final DecodedCases decoded;
    private final Views views;
    private final Patience patience;

    CaseReads(CaseGates gates, FollowedLedger ledger, DecodedCases decoded, Views views, Patience patience) {
        this.gates = gates;
        this.ledger = ledger.reader();
        this.decoded = decoded;
        this.views = views;
        this.patience = patience;
    }

    /// @param asked a read of one case, as it was asked for
    /// @throws Refused NO_SUCH_CASE, POSITION_BEYOND_HEAD, MALFORMED, VIEW_BEHIND, CASE_PARKED
    public CaseState open(CaseView view, UUID caseId, Asked asked, Ceiling ceiling) {
        Entered entered = gates.enter(caseId, ceiling);
        String asOf = asked.asOf();
        return asOf == null ? live(view, entered, asked.ledgerPosition()) : replayed(view, entered.gate(), then(entered.gate(), asOf));
    }

    /// What a read across cases has to reflect: the position asked for, be it to wait for or to go back to. Null where none is.
    public @Nullable Long asked(Asked asked) {
        String asOf = asked.asOf();
        return asOf == null ? asked.ledgerPosition() : Long.valueOf(AsOf.position(asOf, ledger));
    }

    /// @throws Refused NO_SUCH_CASE where the case was marked more strictly then than the reader may see
    private long then(CaseGate gate, String asOf) {
        long position = AsOf.position(asOf, ledger);
        if (!gates.showsAt(gate, position)) {
            throw new Refused(RefusalCode.NO_SUCH_CASE, "There was no such case at position " + position + ", or it may not be seen as it was then");
        }
        return position;
    }

    /// The events of a case, from the ledger itself: never behind.
    ///
    /// @throws Refused NO_SUCH_CASE, POSITION_BEYOND_HEAD, MALFORMED
    public Events events(UUID caseId, Asked asked, Ceiling ceiling) {
        Entered entered = gates.enter(caseId, ceiling);
        CaseGate gate = entered.gate();
        Long ledgerPosition = asked.ledgerPosition();
        if (ledgerPosition != null) {
            known(ledgerPosition, entered.ledger().head());
        }
        String asOf = asked.asOf();
        List<LedgerEntry> entries = ledger.stream(gate.caseId(), asOf == null ? Long.MAX_VALUE : then(gate, asOf));
        if (entries.isEmpty()) {
            throw new Refused(RefusalCode.NO_SUCH_CASE, "There was no such case then");
        }
        LedgerEntry last = entries.getLast();
        return new Events(entries, new CaseState(gate, AS_STORED, ids -> Map.of(), last.position(), last.streamVersion()));
    }

    /// @param entries in the order recorded, whether or not the reader may see them
    public record Events(List<LedgerEntry> entries, CaseState state) {}

    /// Waits until a view has read the ledger up to a position, whatever the case.
    ///
    /// @param asked absent: no matter
    /// @return up to where it has read
    public long reached(CaseView view, @Nullable Long asked) {
        return arrived(view, asked == null ? -1 : known(asked, ledger.head()));
    }

    /// Waits until a view that folds some types only has read what there is of these up to a position.
    ///
    /// @param wanted known to be a position of the ledger
    /// @param types  all that the view folds
    public void arrived(CaseView view, long wanted, Collection<String> types) {
        OptionalLong reached = views.position();
        boolean near = reached.isPresent() && wanted - reached.getAsLong() <= NEAR;
        if (!near || (wanted > reached.getAsLong() && ledger.has(types, reached.getAsLong(), wanted))) {
            var unused = arrived(view, wanted);
        }
    }

    private long arrived(CaseView view, long wanted) {
        return patience.await(
                () -> Optional.empty(),
                () -> views.position().stream().filter(position -> position >= wanted).boxed().findFirst(),
                atMost -> wanted >= 0 && views.awaitAll(wanted, atMost),
                () -> view.name() + " has not come to position " + wanted);
    }

    /// How many cases that the reader may see an answer across cases lacks, or has as they were, because the view could not make sense of them.
    public long incomplete(Ceiling ceiling, CaseView... of) {
        return Arrays.stream(of)
                .flatMap(view -> views.parked(view).stream())
                .distinct()
                .filter(caseId -> gates.find(caseId, ceiling).isPresent())
                .count();
    }

    private static long known(long asked, long head) {
        if (asked > head) {
            throw new Refused(RefusalCode.POSITION_BEYOND_HEAD, "Ledger-Position is beyond the ledger's head");
        }
        return asked;
    }

    /// The last event of a case up to a position that this build folds.
    private long last(CaseGate gate, Look look, long asked) {
        Last last = look.last();
        return last != null && last.position() <= asked && CaseView.TYPES.contains(last.type())
                ? last.position()
                : ledger.lastPosition(gate.caseId(), CaseView.TYPES, asked).orElse(-1);
    }

    private CaseState live(CaseView view, Entered entered, @Nullable Long ledgerPosition) {
        CaseGate gate = entered.gate();
        // Without a position to wait for, the case must at least be there: it is in the ledger.
        long wanted = ledgerPosition == null ? -1 : last(gate, entered.ledger(), known(ledgerPosition, entered.ledger().head()));
        // Whatever else a view lags behind: what was restricted is restricted.
        long least = Math.max(wanted, gate.remarkedAt());
        Last last = entered.ledger().last();
        Stored<Object> reached = patience.await(
                () -> last == null ? Optional.empty() : views.held(view, gate.caseId(), last.position(), ledgerPosition == null ? null : least),
                () -> stored(view, gate, least),
                atMost -> least >= 0 && views.awaitCase(view, gate.caseId(), least, atMost),
                () -> view.name() + " has not come to position " + least + " of case " + gate.caseId());
        return new CaseState(gate, fold(view), views.documents(view, gate.caseId()), reached.position(), reached.version());
    }

    private Optional<Stored<Object>> stored(CaseView view, CaseGate gate, long least) {
        if (!views.serve()) {
            return Optional.empty();
        }
        if (views.parked(view, gate.caseId())) {
            throw parked(view, gate);
        }
        Optional<Stored<Object>> root = views.root(gate.caseId()).filter(found -> found.position() >= least);
        root.ifPresent(found -> views.hold(view, found));
        return root;
    }

    private CaseState replayed(CaseView view, CaseGate gate, long position) {
        return told(gate, position).in(view);
    }

    /// A case as the ledger tells it, for answers that are made of several views and must reflect one position in all of them. Never behind.
    ///
    /// @throws Refused NO_SUCH_CASE, POSITION_BEYOND_HEAD, MALFORMED
    public CaseTold told(UUID caseId, Asked asked, Ceiling ceiling) {
        Entered entered = gates.enter(caseId, ceiling);
        CaseGate gate = entered.gate();
        Long ledgerPosition = asked.ledgerPosition();
        if (ledgerPosition != null) {
            known(ledgerPosition, entered.ledger().head());
        }
        String asOf = asked.asOf();
        return told(gate, asOf == null ? Long.MAX_VALUE : then(gate, asOf));
    }

    /// The same case as it was told at an earlier moment.
    ///
    /// @param since a position or an instant
    /// @throws Refused NO_SUCH_CASE, POSITION_BEYOND_HEAD, and MALFORMED where it is no earlier one
    public CaseTold before(CaseTold told, String since, String parameter) {
        long position = then(told.gate(), since);
        if (position > told.upTo()) {
            throw new Refused(RefusalCode.MALFORMED, parameter + " must not be after what it is compared with");
        }
        return told.before(position);
    }

    private CaseTold told(CaseGate gate, long position) {
        List<Fact> facts = decoded.upTo(gate, position).stream()
                .map(fact -> fact.under(gate.today(fact.marking(), fact.event())))
                .toList();
        return CaseTold.of(gate, facts, position);
    }

    static String fold(CaseView view) {
        return view.name() + "/" + view.version();
    }

    static Documents replay(CaseView view, CaseGate gate, List<Fact> facts) {
        try {
            return Replay.of(view, facts);
        } catch (RuntimeException poison) {
            LOG.error("View {} can't fold case {}: {}", view.name(), gate.caseId(), poison.getClass().getName());
            throw parked(view, gate);
        }
    }

    private static Refused parked(CaseView view, CaseGate gate) {
        return new Refused(RefusalCode.CASE_PARKED, view.name() + " can't make sense of case " + gate.caseId());
    }
}
