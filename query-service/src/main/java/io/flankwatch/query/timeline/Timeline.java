package io.flankwatch.query.timeline;

import io.flankwatch.events.EntryKind;
import io.flankwatch.events.Marking;
import io.flankwatch.events.SealedPart;
import io.flankwatch.events.Vector;
import io.flankwatch.query.links.LinkedEntry;
import io.flankwatch.query.persons.PersonShown;
import io.flankwatch.query.projection.DocumentId;
import io.flankwatch.query.reading.CaseGate;
import io.flankwatch.query.reading.CaseState;
import io.flankwatch.query.reading.Paging;
import io.flankwatch.query.timeline.RootDocument.Month;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Answers about a timeline from its documents, live or replayed.
final class Timeline {

    enum Order {
        OCCURRED,
        RECORDED
    }

    /// @param vectors  empty: any
    /// @param types    empty: any
    /// @param standing absent: both
    /// @param cursor   where the page before ended
    record Question(
            Set<Vector> vectors,
            Set<EntryKind> types,
            @Nullable Instant from,
            @Nullable Instant to,
            Order order,
            @Nullable Boolean standing,
            @Nullable String cursor,
            int limit) {}

    record Page(List<TimelineItem> items, @Nullable String next) {}

    private Timeline() {}

    static Page page(CaseState state, Question question) {
        Comparator<Place> order = question.order() == Order.OCCURRED ? Place.OCCURRED : Place.RECORDED;
        Place after = question.cursor() == null ? null : Place.parse(question.cursor(), question.order());
        List<Spot> spots = spots(state, question, spot -> after == null || order.compare(spot.place(), after) > 0);
        List<Spot> page = first(question.limit(), spots, Comparator.comparing(Spot::place, order));
        String next = spots.size() > page.size() ? page.getLast().place().cursor(question.order()) : null;
        return new Page(items(state, page), next);
    }

    /// In order: a page is a small part of a large case, and not all of that is put in order for it.
    private static List<Spot> first(int most, List<Spot> spots, Comparator<Spot> order) {
        PriorityQueue<Spot> first = new PriorityQueue<>(order.reversed());
        for (Spot spot : spots) {
            if (first.size() < most) {
                first.add(spot);
            } else if (order.compare(spot, first.element()) < 0) {
                first.remove();
                first.add(spot);
            }
        }
        return first.stream().sorted(order).toList();
    }

    /// @param persons shows what an entry has about persons
    static Optional<EntryShown> entry(
            CaseState state, UUID entryId, List<LinkedEntry> links, Function<List<SealedPart>, List<PersonShown>> persons) {
        return state.find(TimelineView.entry(state.gate().caseId(), entryId), EntryDocument.class)
                .filter(entry -> state.gate().shows(entry.marking()))
                .map(entry -> Showing.of(state, List.of(entry)).show(entry, links, persons.apply(entry.entry().persons())));
    }

    private static List<TimelineItem> items(CaseState state, List<Spot> page) {
        Map<UUID, EntryDocument> entries = state
                .findAll(
                        page.stream()
                                .filter(Spot::visible)
                                .map(spot -> TimelineView.entry(state.gate().caseId(), spot.line().entryId()))
                                .toList(),
                        EntryDocument.class)
                .stream()
                .collect(Collectors.toMap(EntryDocument::entryId, Function.identity()));
        Showing showing = Showing.of(state, entries.values());
        List<TimelineItem> items = new ArrayList<>();
        for (Spot spot : page) {
            Line line = spot.line();
            EntryDocument entry = entries.get(line.entryId());
            if (!spot.visible()) {
                items.add(new Placeholder(line.position(), state.gate().effective(line.marking()), line.leafHash()));
            } else if (entry == null) {
                throw new IllegalStateException("the index of case " + state.gate().caseId() + " knows an entry that is not there: " + line.entryId());
            } else {
                items.add(showing.show(entry, null, null));
            }
        }
        return List.copyOf(items);
    }

    /// What belongs into the answer, on this page or a later one, but none from months that are all on later ones. Filters don't apply to what is hidden: they
    /// would tell what it is.
    private static List<Spot> spots(CaseState state, Question question, Predicate<Spot> asked) {
        CaseGate gate = state.gate();
        List<Month> months = state.find(DocumentId.root(gate.caseId()), RootDocument.class).map(RootDocument::months).orElse(List.of()).stream()
                .filter(month -> month.mayHave(question.from(), question.to()) || !gate.shows(month.strictest()))
                .toList();
        List<Spot> spots = new ArrayList<>();
        // As what begins in a month comes before what begins in the next one, and has a time, the first months with a page of it are enough. Ever more at
        // once: a case may have an entry in each of a hundred months.
        int some = question.order() == Order.OCCURRED ? 1 : Math.max(1, months.size());
        int timed = 0;
        for (int from = 0; from < months.size() && timed <= question.limit(); from += some, some *= 2) {
            int to = Math.min(months.size(), from + some);
            List<DocumentId> parts = months.subList(from, to).stream().flatMap(month -> TimelineView.month(gate.caseId(), month.name())).toList();
            for (MonthDocument part : state.findAll(parts, MonthDocument.class)) {
                for (Line line : part.lines()) {
                    boolean visible = gate.shows(line.marking());
                    Spot spot = visible ? Spot.visible(line) : Spot.hidden(line);
                    if ((!visible || matches(line, question, gate)) && asked.test(spot)) {
                        spots.add(spot);
                        timed += spot.place().start() == null ? 0 : 1;
                    }
                }
            }
        }
        return spots;
    }

    private static boolean matches(Line line, Question question, CaseGate gate) {
        Marking supersededFrom = line.supersededFrom();
        boolean standing = !line.retracted() && (supersededFrom == null || !gate.shows(supersededFrom));
        return (question.vectors().isEmpty() || question.vectors().contains(line.vector()))
                && (question.types().isEmpty() || question.types().contains(line.kind()))
                && (question.standing() == null || question.standing() == standing)
                && line.mayHaveBeen(question.from(), question.to());
    }

    private record Spot(Line line, boolean visible, Place place) {

        static Spot visible(Line line) {
            return new Spot(line, true, new Place(line.start(), line.end(), line.position()));
        }

        static Spot hidden(Line line) {
            return new Spot(line, false, new Place(null, null, line.position()));
        }
    }

    /// A place in either order.
    ///
    /// @param start absent: at the end, by position
    private record Place(@Nullable Instant start, @Nullable Instant end, long position) {

        static final Comparator<Place> RECORDED = Comparator.comparingLong(Place::position);
        static final Comparator<Place> OCCURRED = Comparator.comparing(
                        Place::start, Comparator.nullsLast(Comparator.<Instant>naturalOrder()))
                .thenComparing(Place::end, Comparator.nullsLast(Comparator.<Instant>naturalOrder()))
                .thenComparingLong(Place::position);

        String cursor(Order order) {
            return order == Order.RECORDED || start == null
                    ? Paging.cursor(order.name(), "", "", Long.toString(position))
                    : Paging.cursor(order.name(), start.toString(), String.valueOf(end), Long.toString(position));
        }

        static Place parse(String cursor, Order order) {
            List<String> parts = Paging.parts(cursor, 4);
            if (!parts.getFirst().equals(order.name())) {
                throw Paging.malformed();
            }
            try {
                return new Place(instant(parts.get(1)), instant(parts.get(2)), Long.parseLong(parts.get(3)));
            } catch (DateTimeException | NumberFormatException wrong) {
                throw Paging.malformed();
            }
        }

        private static @Nullable Instant instant(String text) {
            return text.isEmpty() ? null : Instant.parse(text);
        }
    }
}
