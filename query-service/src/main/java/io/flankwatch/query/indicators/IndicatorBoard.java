package io.flankwatch.query.indicators;

import io.flankwatch.platform.access.Ceiling;
import io.flankwatch.query.projection.Stored;
import io.flankwatch.query.projection.Views;
import io.flankwatch.query.reading.CaseGate;
import io.flankwatch.query.reading.CaseGates;
import io.flankwatch.query.reading.Paging;
import io.flankwatch.query.watch.WatchedIndicator;
import io.flankwatch.query.watch.WatchedIndicator.State;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Indicators of all cases that a reader may see, by their deadlines: whether a case is shown is decided by the ledger, one by one.
@Component
class IndicatorBoard {

    private final IndicatorsView view;
    private final Views views;
    private final CaseGates gates;

    IndicatorBoard(IndicatorsView view, Views views, CaseGates gates) {
        this.view = view;
        this.views = views;
        this.gates = gates;
    }

    /// Every collection empty: any.
    ///
    /// @param jurisdictions of which the condition names one
    /// @param dueBefore     exclusive; what has no deadline is not due
    record Question(Set<State> states, Set<String> jurisdictions, @Nullable Instant dueBefore, @Nullable String cursor, int limit) {

        private boolean wants(IndicatorShown indicator) {
            return (states.isEmpty() || states.contains(indicator.state()))
                    && (jurisdictions.isEmpty() || !Collections.disjoint(jurisdictions, indicator.condition().jurisdictions()))
                    && (dueBefore == null || (indicator.deadline() != null && indicator.deadline().isBefore(dueBefore)));
        }
    }

    record OnBoard(UUID caseId, IndicatorShown indicator) {

        private Place place() {
            return new Place(indicator.deadline(), indicator.defined().position());
        }
    }

    record Page(List<OnBoard> indicators, @Nullable String next) {}

    Page find(Question question, Ceiling ceiling) {
        Place beyond = question.cursor() == null ? null : Place.parse(question.cursor());
        List<OnBoard> found = new ArrayList<>();
        List<Stored<WatchedIndicator>> all = stored();
        Map<String, CaseGate> known = gates.find(all.stream().map(Stored::caseId).toList(), ceiling);
        for (Stored<WatchedIndicator> stored : all) {
            Stream.ofNullable(known.get(stored.caseId()))
                    .flatMap(gate -> Stream.ofNullable(IndicatorShown.of(stored.content(), gate)))
                    .filter(question::wants)
                    .map(indicator -> new OnBoard(UUID.fromString(stored.caseId()), indicator))
                    .filter(indicator -> beyond == null || Place.ORDER.compare(indicator.place(), beyond) > 0)
                    .forEach(found::add);
        }
        found.sort(Comparator.comparing(OnBoard::place, Place.ORDER));
        List<OnBoard> page = List.copyOf(found.subList(0, Math.min(question.limit(), found.size())));
        return new Page(page, found.size() > page.size() ? page.getLast().place().cursor() : null);
    }

    private List<Stored<WatchedIndicator>> stored() {
        return views.ask(view, collection -> collection
                .find(new Document(IndicatorsView.INDICATOR, new Document("$exists", true)))
                .map(document -> Stored.read(document, WatchedIndicator.class))
                .into(new ArrayList<>()));
    }

    /// A place on the board.
    ///
    /// @param deadline absent: at the end
    private record Place(@Nullable Instant deadline, long position) {

        static final Comparator<Place> ORDER =
                Comparator.comparing(Place::deadline, Comparator.nullsLast(Comparator.<Instant>naturalOrder())).thenComparing(Place::position);

        String cursor() {
            return Paging.cursor(deadline == null ? "" : deadline.toString(), Long.toString(position));
        }

        static Place parse(String cursor) {
            List<String> parts = Paging.parts(cursor, 2);
            try {
                return new Place(parts.getFirst().isEmpty() ? null : Instant.parse(parts.getFirst()), Long.parseLong(parts.getLast()));
            } catch (DateTimeException | NumberFormatException wrong) {
                throw Paging.malformed();
            }
        }
    }
}
