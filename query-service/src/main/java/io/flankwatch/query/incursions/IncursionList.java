package io.flankwatch.query.incursions;

import com.mongodb.client.MongoCursor;
import io.flankwatch.events.figures.AcrossCases.Ref;
import io.flankwatch.platform.access.Ceiling;
import io.flankwatch.query.incursions.Found.Candidate;
import io.flankwatch.query.links.EntryLinks;
import io.flankwatch.query.projection.Stored;
import io.flankwatch.query.projection.Views;
import io.flankwatch.query.reading.CaseGate;
import io.flankwatch.query.reading.CaseGates;
import io.flankwatch.query.reading.CaseReads;
import io.flankwatch.query.standing.StandingEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Finds incursions of all cases that a reader may see: whether a case is shown is decided by the ledger, one by one.
@Component
class IncursionList {

    private final IncursionIndexView index;
    private final IncursionsView view;
    private final Views views;
    private final CaseGates gates;
    private final CaseReads reads;
    private final EntryLinks links;

    IncursionList(IncursionIndexView index, IncursionsView view, Views views, CaseGates gates, CaseReads reads, EntryLinks links) {
        this.index = index;
        this.view = view;
        this.views = views;
        this.gates = gates;
        this.reads = reads;
        this.links = links;
    }

    /// @param position   up to where the index has read the ledger
    /// @param incomplete how many cases it lacks, or has as they were
    record Page(long position, long incomplete, List<IncursionShown> incursions, @Nullable String next) {}

    /// @param asked up to where all must have been read; absent: no matter
    Page find(Question question, @Nullable Long asked, Ceiling ceiling) {
        long position = reads.reached(index, asked);
        var unused = reads.reached(view, asked);
        links.await(asked);
        Map<UUID, Optional<CaseGate>> known = new HashMap<>();
        Function<UUID, Optional<CaseGate>> seen =
                caseId -> known.computeIfAbsent(caseId, id -> gates.find(id.toString(), ceiling));
        KnownEntries entries = new KnownEntries(views.documents(view), seen);
        List<Picked> picked = picked(question, entries, seen);
        List<Picked> page = picked.subList(0, Math.min(question.limit(), picked.size()));
        Map<Ref, Set<Ref>> incidents = entries.incidents(page.stream().map(Picked::ref).toList(), links);
        return new Page(
                position,
                reads.incomplete(ceiling, index, view),
                page.stream()
                        .map(each -> IncursionShown.of(each.ref(), each.document(), each.entry(), each.gate(), each.standing(), incidents.get(each.ref())))
                        .toList(),
                picked.size() > page.size() ? page.getLast().spot().cursor() : null);
    }

    private record Picked(Ref ref, Spot spot, IncursionDocument document, StandingEntry entry, CaseGate gate, boolean standing) {}

    /// One more than is asked for, where there are.
    private List<Picked> picked(Question question, KnownEntries entries, Function<UUID, Optional<CaseGate>> seen) {
        return views.ask(index, collection -> {
            List<Picked> picked = new ArrayList<>();
            Set<Ref> told = new HashSet<>();
            try (MongoCursor<Document> documents =
                    collection.find(question.filter()).sort(new Document(MonthDocument.START, 1)).cursor()) {
                Found found = new Found(documents, question);
                while (picked.size() <= question.limit() && found.hasNext()) {
                    List<Candidate> batch = new ArrayList<>();
                    while (batch.size() <= question.limit() && found.hasNext()) {
                        Candidate next = found.next();
                        // Corrected while it is read, it may be in two months.
                        if (seen.apply(UUID.fromString(next.caseId())).isPresent() && told.add(ref(next))) {
                            batch.add(next);
                        }
                    }
                    picked.addAll(judged(batch, question, entries, seen));
                }
            }
            return picked;
        });
    }

    private List<Picked> judged(List<Candidate> batch, Question question, KnownEntries entries, Function<UUID, Optional<CaseGate>> seen) {
        // What the index has read must be there, and what was restricted is restricted, whatever else lags behind.
        long least = batch.stream()
                .mapToLong(candidate -> Math.max(
                        candidate.line().known(), seen.apply(ref(candidate).caseId()).map(CaseGate::remarkedAt).orElse(-1L)))
                .max()
                .orElse(-1);
        var unused = reads.reached(view, least);
        entries.look(batch.stream().map(IncursionList::ref).toList());
        Set<Ref> counting = entries.counting();
        Map<String, Document> found = views.documents(view)
                .find(batch.stream().map(candidate -> IncursionsView.incursion(candidate.caseId(), candidate.line().entryId()).value()).toList());
        List<Picked> picked = new ArrayList<>();
        for (Candidate candidate : batch) {
            Ref ref = ref(candidate);
            Document document = found.get(IncursionsView.incursion(candidate.caseId(), ref.entryId()).value());
            CaseGate gate = seen.apply(ref.caseId()).orElseThrow();
            boolean standing = counting.contains(ref);
            // Where the view has put its case aside there is no document.
            if (document != null && entries.has(ref) && question.standing().contains(standing)) {
                IncursionDocument incursion = Stored.read(document, IncursionDocument.class).content();
                if (question.wants(incursion.told())) {
                    picked.add(new Picked(ref, candidate.spot(), incursion, entries.get(ref), gate, standing));
                }
            }
        }
        return picked;
    }

    private static Ref ref(Candidate candidate) {
        return new Ref(UUID.fromString(candidate.caseId()), candidate.line().entryId());
    }
}
