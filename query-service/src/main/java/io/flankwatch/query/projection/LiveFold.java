package io.flankwatch.query.projection;

import io.flankwatch.events.EntryEvent.EntryRedacted;
import io.flankwatch.events.PersonEvent;
import io.flankwatch.events.Refused;
import io.flankwatch.ledger.LedgerEntry;
import io.flankwatch.query.projection.CaseDocuments.Replacement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Folds events onto the live documents of a view.
///
/// A case whose events the view can't fold stops nothing but itself: it is parked, its events are skipped from then on, and reads of it
/// in this view are told so until it could be folded from the ledger again.
final class LiveFold {

    private static final Logger LOG = LoggerFactory.getLogger(LiveFold.class);

    private final CaseView view;
    private final FollowedLedger ledger;
    private final MongoDocuments documents;
    private final ParkedCases parked;
    private final RecentDocuments recent = RecentDocuments.upTo(1_000);
    /// Batches of different cases go side by side; a retry goes alone.
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    LiveFold(CaseView view, FollowedLedger ledger, MongoDocuments documents, ParkedCases parked) {
        this.view = view;
        this.ledger = ledger;
        this.documents = documents;
        this.parked = parked;
    }

    CaseView view() {
        return view;
    }

    MongoDocuments documents() {
        return documents;
    }

    ParkedCases parked() {
        return parked;
    }

    void fold(List<Fact> all) {
        Map<String, List<Fact>> cases = new LinkedHashMap<>();
        // Persons have no views: whoever shows them asks the ledger.
        List<Fact> facts = all.stream().filter(fact -> !PersonEvent.isStream(fact.caseId())).toList();
        facts.forEach(fact -> cases.computeIfAbsent(fact.caseId(), caseId -> new ArrayList<>()).add(fact));
        // Folding on would keep in documents what was taken out of earlier events.
        List<String> redacted = facts.stream().filter(fact -> fact.event() instanceof EntryRedacted).map(Fact::caseId).distinct().toList();
        cases.keySet().removeAll(redacted);
        foldOn(cases);
        redacted.forEach(this::foldRedacted);
    }

    private void foldOn(Map<String, List<Fact>> cases) {
        lock.readLock().lock();
        try {
            Set<String> skipped = parked.among(cases.keySet());
            cases.keySet().removeAll(skipped);
            Documents before = new FetchedAhead(documents, view, cases.values().stream().flatMap(List::stream).toList(), recent);
            List<CaseDocuments> folded = new ArrayList<>();
            cases.forEach((caseId, events) -> folded.add(folded(caseId, events, before, recent)));
            write(folded);
        } finally {
            lock.readLock().unlock();
        }
    }

    private void write(List<CaseDocuments> folded) {
        try {
            documents.write(folded.stream().flatMap(of -> of.replacements().stream()).toList());
        } catch (RuntimeException notAll) {
            recent.clear();
            throw notAll;
        }
        folded.forEach(recent::keep);
    }

    private CaseDocuments folded(String caseId, List<Fact> events, Documents before, RecentDocuments known) {
        CaseDocuments folded = new CaseDocuments(before, known);
        for (int i = 0; i < events.size(); i++) {
            try {
                folded.apply(view, events.get(i));
            } catch (Refused away) {
                throw away;
            } catch (RuntimeException poison) {
                if (known == recent) {
                    // Another process may have folded this case meanwhile, and what is known of it here be at fault.
                    return folded(caseId, events, documents, RecentDocuments.none());
                }
                parked.add(caseId, events.get(i).position(), poison);
                // What came before it stands. The documents may hold half of what failed, and are made again.
                return folded(caseId, events.subList(0, i), before, known);
            }
        }
        return folded;
    }

    /// Nothing that was read or written before can be relied on any more.
    void forget() {
        recent.clear();
    }

    /// Folds every parked case from the ledger again.
    void retryParked() {
        parked.all().forEach(caseId -> {
            var unused = retry(caseId);
        });
    }

    /// Makes a case's documents of what its redactions have left of its events. Where that can't be, there are none.
    private void foldRedacted(String caseId) {
        ledger.redaction().settle(caseId);
        lock.writeLock().lock();
        try {
            List<LedgerEntry> entries = ledger.reader().stream(caseId, Long.MAX_VALUE);
            List<Document> folded;
            try {
                folded = Replay.of(view, facts(entries)).all();
            } catch (RuntimeException poison) {
                parked.add(caseId, entries.getFirst().position(), poison);
                folded = List.of();
            }
            replace(caseId, folded);
            if (!folded.isEmpty()) {
                parked.remove(caseId);
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void replace(String caseId, List<Document> folded) {
        documents.delete(caseId);
        forget();
        documents.write(folded.stream().map(document -> new Replacement(document, -1)).toList());
    }

    /// Folds a parked case from the ledger again.
    ///
    /// @return whether that could be done
    boolean retry(String caseId) {
        lock.writeLock().lock();
        try {
            List<LedgerEntry> entries = ledger.reader().stream(caseId, Long.MAX_VALUE);
            List<Document> folded;
            try {
                folded = Replay.of(view, facts(entries)).all();
            } catch (RuntimeException still) {
                parked.tried(caseId);
                LOG.error("View {} still can't fold case {}: {}", view.name(), caseId, still.getClass().getName());
                return false;
            }
            replace(caseId, folded);
            parked.remove(caseId);
            // Until then, another process may have skipped what was appended after the ledger was read.
            long last = entries.getLast().position();
            fold(facts(ledger.reader().stream(caseId, Long.MAX_VALUE)).stream().filter(fact -> fact.position() > last).toList());
            LOG.info("View {} has folded case {} again", view.name(), caseId);
            return true;
        } finally {
            lock.writeLock().unlock();
        }
    }

    private static List<Fact> facts(List<LedgerEntry> entries) {
        return entries.stream().map(Fact::of).toList();
    }
}
