package io.flankwatch.query.cases;

import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.EntryEvent.EntryMarkingChanged;
import io.flankwatch.events.EntryEvent.EntryRevised;
import io.flankwatch.events.EntryRecorded;
import io.flankwatch.events.Marking;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.events.When;
import io.flankwatch.ledger.LedgerEntry;
import io.flankwatch.ledger.LedgerReader;
import io.flankwatch.platform.access.Ceiling;
import io.flankwatch.platform.access.EntryAccess;
import io.flankwatch.query.projection.FollowedLedger;
import io.flankwatch.query.projection.Stored;
import io.flankwatch.query.projection.Views;
import io.flankwatch.query.reading.CaseGate;
import io.flankwatch.query.reading.CaseGates;
import io.flankwatch.query.reading.Paging;
import io.flankwatch.wire.Envelope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Finds cases. The view's own markings only narrow the search down: whether a case is shown is decided by the ledger.
@Component
class CaseList {

    private static final Pattern WORDS = Pattern.compile("\\s+");

    private final Views views;
    private final CasesView view;
    private final CaseGates gates;
    private final LedgerReader ledger;

    CaseList(Views views, CasesView view, CaseGates gates, FollowedLedger ledger) {
        this.ledger = ledger.reader();
        this.views = views;
        this.view = view;
        this.gates = gates;
    }

    enum Sort {
        OPENED("body.opened", 1),
        OPENED_LAST_FIRST("body.opened", -1),
        /// Every event of a case changes its document. Its position costs a server without an index half of what a member of its body does.
        CHANGED("position", 1),
        CHANGED_LAST_FIRST("position", -1),
        TITLE("body.foldedTitle", 1),
        TITLE_LAST_FIRST("body.foldedTitle", -1);

        /// By its path in the document.
        private final String member;
        private final int direction;

        Sort(String member, int direction) {
            this.member = member;
            this.direction = direction;
        }

        static Sort of(String text) {
            return switch (text) {
                case "opened" -> OPENED;
                case "-opened" -> OPENED_LAST_FIRST;
                case "changed" -> CHANGED;
                case "-changed" -> CHANGED_LAST_FIRST;
                case "title" -> TITLE;
                case "-title" -> TITLE_LAST_FIRST;
                default -> throw new Refused(RefusalCode.MALFORMED, "sort must be opened, changed or title, with - before it for the reverse");
            };
        }

        private Object value(CaseDocument found) {
            return switch (this) {
                case OPENED, OPENED_LAST_FIRST -> found.opened();
                case CHANGED, CHANGED_LAST_FIRST -> found.changed();
                case TITLE, TITLE_LAST_FIRST -> found.foldedTitle();
            };
        }

        private Object parse(String value) {
            try {
                return this == TITLE || this == TITLE_LAST_FIRST ? value : (Object) Long.valueOf(value);
            } catch (NumberFormatException wrong) {
                throw Paging.malformed();
            }
        }
    }

    /// Every collection empty: any.
    record Question(
            @Nullable String q,
            Collection<CaseDocument.Status> statuses,
            Collection<String> countries,
            Collection<String> tags,
            Collection<Marking> markings,
            Collection<String> leads,
            Collection<String> refs,
            @Nullable Instant from,
            @Nullable Instant to,
            Sort sort,
            @Nullable String cursor,
            int limit) {

        boolean timed() {
            return from != null || to != null;
        }

        long first() {
            return from == null ? Long.MIN_VALUE : Span.micros(from);
        }

        long last() {
            return to == null ? Long.MAX_VALUE : Span.micros(to);
        }
    }

    record Page(List<Stored<CaseDocument>> cases, @Nullable String next) {}

    Page find(Question question, Ceiling ceiling) {
        List<Document> filters = filters(question, ceiling);
        List<Stored<CaseDocument>> shown = new ArrayList<>();
        @Nullable Document beyond = question.cursor() == null ? null : beyond(question.sort(), question.cursor());
        while (true) {
            List<Stored<CaseDocument>> batch = batch(filters, beyond, question);
            Map<String, CaseGate> known = gates.find(batch.stream().map(Stored::caseId).toList(), ceiling);
            for (Stored<CaseDocument> found : batch) {
                CaseGate gate = known.get(found.caseId());
                if (gate == null || !wanted(found.content(), question, gate)) {
                    continue;
                }
                if (shown.size() == question.limit()) {
                    return new Page(List.copyOf(shown), cursor(question.sort(), shown.getLast()));
                }
                shown.add(found);
            }
            if (batch.size() <= question.limit()) {
                return new Page(List.copyOf(shown), null);
            }
            beyond = beyond(question.sort(), cursor(question.sort(), batch.getLast()));
        }
    }

    /// Whether something that the reader may see was between the two instants that were asked for.
    private boolean wanted(CaseDocument document, Question question, CaseGate gate) {
        return !question.timed()
                || spans(document, gate).stream()
                        .anyMatch(span -> gate.shows(span.marking()) && span.last() >= question.first() && span.first() <= question.last());
    }

    /// Entries that were marked anew can't be taken out of the spans of a case: it is looked at one by one.
    private List<Span> spans(CaseDocument document, CaseGate gate) {
        if (gate.access().entries().isEmpty()) {
            return document.spans();
        }
        Map<UUID, Marking> markings = new HashMap<>();
        Map<UUID, List<When>> times = new HashMap<>();
        for (LedgerEntry entry : ledger.stream(gate.caseId(), EntryAccess.TYPES, Long.MAX_VALUE)) {
            Envelope envelope = entry.envelope();
            switch (envelope.caseEvent()) {
                case EntryRecorded recorded -> told(recorded, envelope.marking(), markings, times);
                case EntryRevised revised -> told(revised.revised(), envelope.marking(), markings, times);
                case EntryMarkingChanged changed -> changed.entries().forEach(id -> {
                    var unused = markings.computeIfPresent(id, (_, before) -> changed.of(id, before));
                });
                case CaseEvent any -> {}
            }
        }
        List<Span> spans = new ArrayList<>();
        times.forEach((id, all) -> all.forEach(when -> {
            Span span = Span.of(markings.getOrDefault(id, Marking.RED), when);
            if (span != null) {
                spans.add(span);
            }
        }));
        return spans;
    }

    private static void told(EntryRecorded recorded, Marking marking, Map<UUID, Marking> markings, Map<UUID, List<When>> times) {
        UUID id = recorded.entry().entryId();
        markings.put(id, marking);
        times.computeIfAbsent(id, any -> new ArrayList<>()).add(recorded.entry().occurred());
    }

    private List<Stored<CaseDocument>> batch(List<Document> filters, @Nullable Document beyond, Question question) {
        List<Document> all = new ArrayList<>(filters);
        if (beyond != null) {
            all.add(beyond);
        }
        Sort sort = question.sort();
        return views.ask(view, collection -> collection
                .find(all.isEmpty() ? new Document() : new Document("$and", all))
                .sort(new Document(sort.member, sort.direction).append("_id", sort.direction))
                .limit(question.limit() + 1)
                .map(document -> Stored.read(document, CaseDocument.class))
                .into(new ArrayList<>()));
    }

    private static List<Document> filters(Question question, Ceiling ceiling) {
        List<Document> filters = new ArrayList<>();
        if (question.q() != null) {
            for (String word : WORDS.splitAsStream(Folding.fold(question.q()).strip()).toList()) {
                filters.add(new Document("body.search", Pattern.compile(Pattern.quote(word))));
            }
        }
        oneOf(filters, "file.closed", question.statuses().stream().map(status -> status == CaseDocument.Status.CLOSED).toList());
        oneOf(filters, "file.countries", question.countries());
        oneOf(filters, "file.tags", question.tags());
        oneOf(filters, "file.marking", question.markings().stream().map(Marking::toString).toList());
        oneOf(filters, "file.lead", question.leads());
        oneOf(filters, "refs", question.refs());
        if (question.timed()) {
            Document span = new Document("last", new Document("$gte", question.first())).append("first", new Document("$lte", question.last()));
            filters.add(new Document("body.spans", new Document("$elemMatch", span)));
        }
        List<String> cleared = Arrays.stream(Marking.values()).filter(ceiling.clearance()::allows).map(Marking::toString).toList();
        if (!ceiling.auditor() && cleared.size() < Marking.values().length) {
            oneOf(filters, "file.marking", cleared);
        }
        return filters;
    }

    private static void oneOf(List<Document> filters, String member, Collection<?> values) {
        if (!values.isEmpty()) {
            filters.add(new Document("body." + member, new Document("$in", List.copyOf(values))));
        }
    }

    private static String cursor(Sort sort, Stored<CaseDocument> last) {
        return Paging.cursor(sort.name(), sort.value(last.content()).toString(), last.id());
    }

    private static Document beyond(Sort sort, String cursor) {
        List<String> parts = Paging.parts(cursor, 3);
        if (!parts.getFirst().equals(sort.name())) {
            throw Paging.malformed();
        }
        Object value = sort.parse(parts.get(1));
        String member = sort.member;
        String beyond = sort.direction > 0 ? "$gt" : "$lt";
        return new Document(
                "$or",
                List.of(
                        new Document(member, new Document(beyond, value)),
                        new Document(member, value).append("_id", new Document(beyond, parts.get(2)))));
    }
}
