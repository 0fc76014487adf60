package io.flankwatch.query.projection;

import io.flankwatch.events.EntryEvent.EntryRedacted;
import io.flankwatch.events.PersonEvent;
import io.flankwatch.ledger.LedgerEntry;
import io.flankwatch.query.projection.CaseDocuments.Known;
import io.flankwatch.query.projection.FetchedAhead.Begun;
import io.flankwatch.query.projection.HeldCases.Reached;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Folds events onto the live documents of a generation: those of each view that the event is a concern of, and then the case's position, which all of its
/// views have in common. So an event costs what it changes, however many views there are.
///
/// A case whose events a view can't fold stops nothing but itself, and in that view only: it is parked, its events are skipped there from then on, and reads of
/// it in this view are told so until it could be folded from the ledger again.
final class LiveFold {

    private static final Logger LOG = LoggerFactory.getLogger(LiveFold.class);
    private static final int TRIES = 5;

    private final Map<String, ViewFold> views = new LinkedHashMap<>();
    private final MongoDocuments positions;
    private final RecentDocuments reached = RecentDocuments.upTo(10_000);
    private final ParkedCases parked;
    private final FollowedLedger ledger;
    private final Progress progress;
    /// Batches of different cases go side by side; what makes documents anew goes alone.
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    /// @param progress told when cases have been read further
    LiveFold(Collection<CaseView> views, Generation generation, ViewStore store, FollowedLedger ledger, Progress progress) {
        this.ledger = ledger;
        this.progress = progress;
        parked = new ParkedCases(generation, store.parked());
        positions = new MongoDocuments(store.positions(generation));
        views.forEach(view -> this.views.put(view.name(), new ViewFold(view, new MongoDocuments(store.collection(generation, view)), parked)));
    }

    Documents documents(CaseView view) {
        return fold(view.name()).documents();
    }

    HeldCases held(CaseView view) {
        return fold(view.name()).held();
    }

    private ViewFold fold(String view) {
        ViewFold fold = views.get(view);
        if (fold == null) {
            throw new IllegalArgumentException("no view " + view);
        }
        return fold;
    }

    /// The roots of cases: up to where each has been read.
    Documents positions() {
        return positions;
    }

    /// Whether this process has read a case up to a position, in a view that holds it or in all of them, as far as it remembers.
    boolean hasRead(CaseView view, String caseId, long position) {
        @Nullable Reached held = held(view).reached(caseId);
        @Nullable Known root = reached.get(DocumentId.root(caseId));
        return (held != null && held.position() >= position) || (root != null && root.position() >= position);
    }

    ParkedCases parked() {
        return parked;
    }

    void index() {
        views.values().forEach(fold -> fold.documents().index(fold.view().searched()));
        positions.index(List.of());
    }

    /// @param workers that the views take turns at
    void fold(List<Fact> all, Executor workers) {
        // Persons have no views: whoever shows them asks the ledger.
        List<Fact> facts = all.stream().filter(fact -> !PersonEvent.isStream(fact.caseId())).toList();
        Set<String> anew = Set.of();
        for (int tries = 1; ; tries++) {
            try {
                anew = foldOn(facts, workers, tries > 1);
                break;
            } catch (Overtaken another) {
                forget();
                if (tries == TRIES) {
                    throw another;
                }
            }
        }
        anew.forEach(this::foldAnew);
    }

    /// @param sure that what is known was read just now
    /// @return the cases that can't be folded on
    private Set<String> foldOn(List<Fact> facts, Executor workers, boolean sure) {
        lock.readLock().lock();
        try {
            Map<String, List<Fact>> cases = new LinkedHashMap<>();
            facts.forEach(fact -> cases.computeIfAbsent(fact.caseId(), caseId -> new ArrayList<>()).add(fact));
            CaseDocuments roots = new CaseDocuments(FetchedAhead.roots(positions, cases.keySet(), reached), reached);
            cases.values().forEach(events -> events.removeIf(roots::reflects));
            cases.values().removeIf(List::isEmpty);
            Set<String> anew = new LinkedHashSet<>();
            cases.forEach((caseId, events) -> {
                if (redacts(events)) {
                    // Folding on would keep in documents what was taken out of earlier events.
                    anew.add(caseId);
                } else if (!roots.follow(events)) {
                    if (!sure) {
                        throw new Overtaken("case " + caseId + " is not where it was");
                    }
                    LOG.error("The views don't reflect what comes before position {} of case {}; it is folded anew", events.getFirst().position(), caseId);
                    anew.add(caseId);
                }
            });
            cases.keySet().removeAll(anew);
            if (!cases.isEmpty()) {
                foldViews(cases, workers, sure);
                positions.write(roots.replacements());
                reached.keep(roots);
                progress.made();
            }
            return anew;
        } finally {
            lock.readLock().unlock();
        }
    }

    private void foldViews(Map<String, List<Fact>> cases, Executor workers, boolean sure) {
        Map<String, Set<String>> skipped = parked.among(cases.keySet());
        Begun begun = sure ? Begun.NOTHING : Begun.by(cases);
        CompletableFuture<?>[] folding = views.values().stream()
                .map(fold -> CompletableFuture.runAsync(
                        () -> {
                            fold.fold(without(cases, skipped.getOrDefault(fold.view().name(), Set.of())), begun);
                            progress.made();
                        },
                        workers))
                .toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(folding).join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    private static Map<String, List<Fact>> without(Map<String, List<Fact>> cases, Set<String> skipped) {
        if (skipped.isEmpty()) {
            return cases;
        }
        Map<String, List<Fact>> others = new LinkedHashMap<>(cases);
        others.keySet().removeAll(skipped);
        return others;
    }

    /// Nothing that was read or written before can be relied on any more.
    void forget() {
        views.values().forEach(ViewFold::forget);
        reached.clear();
    }

    /// Makes a case's documents of what the ledger has of it now. A view that can't has none of it.
    private void foldAnew(String caseId) {
        lock.writeLock().lock();
        try {
            List<Fact> facts = settled(caseId);
            // Without its root, nobody takes half of a case for the whole.
            positions.delete(caseId);
            reached.clear();
            for (ViewFold fold : views.values()) {
                List<Document> replayed = List.of();
                try {
                    replayed = Replay.of(fold.view(), facts).all();
                    parked.remove(fold.view().name(), caseId);
                } catch (RuntimeException poison) {
                    parked.add(fold.view().name(), caseId, facts.getFirst().position(), poison);
                }
                fold.replace(caseId, replayed);
            }
            CaseDocuments root = new CaseDocuments(ids -> Map.of());
            var unused = root.follow(facts);
            positions.write(root.replacements());
        } finally {
            lock.writeLock().unlock();
        }
    }

    /// Folds every parked case from the ledger again.
    void retryParked() {
        parked.list().forEach(letter -> {
            var unused = retry(letter.view(), letter.caseId());
        });
    }

    /// Folds a parked case from the ledger again.
    ///
    /// @return whether that could be done
    boolean retry(String view, String caseId) {
        ViewFold fold = fold(view);
        lock.writeLock().lock();
        try {
            List<Fact> facts = settled(caseId);
            List<Document> replayed;
            try {
                replayed = Replay.of(fold.view(), facts).all();
            } catch (RuntimeException still) {
                parked.tried(view, caseId);
                LOG.error("View {} still can't fold case {}: {}", view, caseId, still.getClass().getName());
                return false;
            }
            fold.replace(caseId, replayed);
            parked.remove(view, caseId);
            // Until then, another process may have skipped what was appended after the ledger was read.
            long last = facts.getLast().position();
            List<Fact> more = facts(caseId, Long.MAX_VALUE).stream().filter(fact -> fact.position() > last).toList();
            if (redacts(more)) {
                return retry(view, caseId);
            }
            if (!more.isEmpty()) {
                fold.fold(Map.of(caseId, more), Begun.NOTHING);
            }
            LOG.info("View {} has folded case {} again", view, caseId);
            return true;
        } finally {
            lock.writeLock().unlock();
        }
    }

    private static boolean redacts(List<Fact> facts) {
        return facts.stream().anyMatch(fact -> fact.event() instanceof EntryRedacted);
    }

    /// What a case has come to now, with everything taken out that the last of these events or one before it takes out: nobody folds it anew for a redaction
    /// that its documents reflect already.
    private List<Fact> settled(String caseId) {
        long last = ledger.reader().lastPosition(caseId, CaseView.TYPES, Long.MAX_VALUE).orElse(-1);
        ledger.redaction().settle(caseId);
        return facts(caseId, last);
    }

    private List<Fact> facts(String caseId, long upTo) {
        List<LedgerEntry> entries = ledger.reader().stream(caseId, upTo);
        return entries.stream().map(Fact::of).toList();
    }
}
