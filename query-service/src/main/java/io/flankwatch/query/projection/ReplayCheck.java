package io.flankwatch.query.projection;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import io.flankwatch.events.CaseFileEvent.CaseOpened;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.ledger.LedgerReader;
import io.flankwatch.wire.EventTypes;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Holds the documents of the views against what the ledger's events come to when they are folded once more, case by case and in memory.
///
/// What it costs is bounded: so many events at a time (and the rest of the case that they end in), the documents of one case in memory, and one check
/// at a time. What a check has not come to is for the next one.
@Component
public class ReplayCheck {

    private static final List<String> OPENED = List.of(EventTypes.nameOf(CaseOpened.class));
    private static final int CASES = 200;
    /// A document that is being written while it is looked at is looked at again.
    private static final int TRIES = 20;
    private static final Duration BETWEEN = Duration.ofMillis(50);

    private final Views views;
    private final LedgerReader ledger;
    private final int most;
    private final ReentrantLock one = new ReentrantLock();

    /// @param most so many events are folded in one check, in each view
    ReplayCheck(Views views, FollowedLedger ledger, @Value("${flankwatch.audit.events}") int most) {
        this.views = views;
        this.ledger = ledger.reader();
        this.most = most;
    }

    /// @param cases    that were looked at; those that are parked in the view are not
    /// @param stored   SHA-256 of the documents, as in [Digests]
    /// @param replayed the same of what the replay has made
    /// @param differs  `_id` of the first document that is not as it should be, or is missing, or should not be there; absent where there is none
    public record Checked(String view, int version, long cases, long documents, long parked, String stored, String replayed, @Nullable String differs) {}

    /// @param events that were folded in each view
    /// @param next   the case after which there are more; absent where there are none
    public record Report(List<Checked> views, long events, @Nullable String next) {}

    /// @param asked their names; empty: all
    /// @param after the case before; empty: from the beginning
    /// @throws Refused CHECK_RUNNING, NO_SUCH_VIEW, VIEW_BEHIND, STORE_AWAY
    public Report check(Collection<String> asked, String after) {
        List<CaseView> checked = views.all().stream().filter(view -> asked.isEmpty() || asked.contains(view.name())).toList();
        if (checked.size() < Set.copyOf(asked).size()) {
            throw new Refused(RefusalCode.NO_SUCH_VIEW, RefusalCode.NO_SUCH_VIEW.meaning());
        }
        if (!one.tryLock()) {
            throw new Refused(RefusalCode.CHECK_RUNNING, RefusalCode.CHECK_RUNNING.meaning());
        }
        List<Checking> checkings = new ArrayList<>();
        try {
            checked.forEach(view -> checkings.add(new Checking(view, after)));
            return MongoDocuments.answered(() -> run(checkings, after));
        } finally {
            checkings.forEach(Checking::close);
            one.unlock();
        }
    }

    private Report run(List<Checking> checkings, String after) {
        long events = 0;
        String last = after;
        while (true) {
            List<String> cases = ledger.streams(OPENED, last, CASES);
            for (String caseId : cases) {
                if (events >= most) {
                    return new Report(checkings.stream().map(Checking::told).toList(), events, last);
                }
                List<Fact> facts = ledger.stream(caseId, Long.MAX_VALUE).stream().map(Fact::of).toList();
                checkings.forEach(checking -> checking.look(caseId, facts));
                events += facts.size();
                last = caseId;
            }
            if (cases.isEmpty()) {
                checkings.forEach(Checking::end);
                return new Report(checkings.stream().map(Checking::told).toList(), events, null);
            }
        }
    }

    /// One view, and where its documents have been read to.
    private final class Checking {

        private final CaseView view;
        private final Set<String> parked;
        private final MongoCursor<Document> documents;
        private final MessageDigest stored = Digests.sha256();
        private final MessageDigest replayed = Digests.sha256();
        private @Nullable Document ahead;
        private @Nullable String differs;
        private long cases;
        private long count;
        private long skipped;

        Checking(CaseView view, String after) {
            this.view = view;
            parked = views.parked(view);
            // Beyond all of the last case's own: a slash comes before the zero.
            Document beyond = after.isEmpty() ? new Document() : new Document("_id", new Document("$gte", after + "0"));
            documents = views.ask(view, collection -> collection.find(beyond).sort(new Document("_id", 1)).cursor());
            ahead = documents.tryNext();
        }

        void look(String caseId, List<Fact> facts) {
            Map<String, Document> found = of(caseId);
            if (parked.contains(caseId)) {
                skipped++;
                return;
            }
            Map<String, String> is = canonical(found.values());
            Map<String, String> shouldBe = replay(caseId, facts);
            for (int i = 1; differs == null && !is.equals(shouldBe) && i < TRIES; i++) {
                pause();
                List<String> ids = new ArrayList<>(is.keySet());
                ids.addAll(shouldBe.keySet());
                Map<String, Document> again = views.documents(view).find(Set.copyOf(ids));
                // What was appended meanwhile may be in the documents.
                List<Fact> now = ledger.stream(caseId, Long.MAX_VALUE).stream().map(Fact::of).toList();
                is = canonical(again.values());
                shouldBe = replay(caseId, now);
            }
            cases++;
            count += is.size();
            is.values().forEach(document -> Digests.add(stored, document));
            shouldBe.values().forEach(document -> Digests.add(replayed, document));
            compare(is, shouldBe);
        }

        /// The documents of a case; any before them are of none.
        private Map<String, Document> of(String caseId) {
            Map<String, Document> found = new TreeMap<>();
            while (ahead != null && ahead.getString("_id").compareTo(caseId + "0") < 0) {
                String id = ahead.getString("_id");
                if (id.compareTo(caseId) < 0) {
                    stray(ahead);
                } else {
                    found.put(id, ahead);
                }
                ahead = documents.tryNext();
            }
            return found;
        }

        /// Of no case in the ledger; a case that was opened since these were looked up is for the next check.
        private void stray(Document document) {
            if (ledger.lastVersion(document.getString("caseId")).isPresent()) {
                return;
            }
            count++;
            Digests.add(stored, Digests.canonical(document));
            if (differs == null) {
                differs = document.getString("_id");
            }
        }

        private Map<String, String> replay(String caseId, List<Fact> facts) {
            long reached = views.root(caseId).map(Stored::position).orElse(Long.MAX_VALUE);
            return canonical(Replay.of(view, facts.stream().filter(fact -> fact.position() <= reached).toList()).all());
        }

        private void compare(Map<String, String> is, Map<String, String> shouldBe) {
            if (differs == null && !is.equals(shouldBe)) {
                Map<String, String> all = new TreeMap<>(is);
                all.putAll(shouldBe);
                Iterator<String> ids = all.keySet().stream().filter(id -> !shouldBe.getOrDefault(id, "").equals(is.getOrDefault(id, ""))).iterator();
                differs = ids.next();
            }
        }

        void end() {
            while (ahead != null) {
                stray(ahead);
                ahead = documents.tryNext();
            }
        }

        Checked told() {
            return new Checked(
                    view.name(),
                    view.version(),
                    cases,
                    count,
                    skipped,
                    HexFormat.of().formatHex(stored.digest()),
                    HexFormat.of().formatHex(replayed.digest()),
                    differs);
        }

        void close() {
            documents.close();
        }
    }

    private static Map<String, String> canonical(Collection<Document> documents) {
        Map<String, String> canonical = new TreeMap<>();
        documents.forEach(document -> canonical.put(document.getString("_id"), Digests.canonical(document)));
        return canonical;
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Refused(RefusalCode.VIEW_BEHIND, "The check was broken off");
        }
    }
}
