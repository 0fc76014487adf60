package io.flankwatch.query.projection;

import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.ledger.LedgerEntry;
import io.flankwatch.query.projection.ParkedCases.Parked;
import io.flankwatch.query.projection.Rebuild.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// What operators see of the views and do to them; nothing of what is in a case.
@Component
public class ViewOperations {

    /// In place of a view's name: all of them, by one scan.
    public static final String ALL = "all";

    private static final Logger LOG = LoggerFactory.getLogger(ViewOperations.class);

    private static final String SEPARATOR = ":";

    private final Views views;

    ViewOperations(Views views) {
        this.views = views;
    }

    public enum State {
        /// It follows the ledger.
        LIVE,
        /// The same, while another generation is being filled to take its place.
        REBUILDING,
        /// Nothing can be answered from it before it is filled.
        FILLING,
        /// Its filling or rebuilding is to wait.
        PAUSED,
        /// It can't go on; the log says why.
        FAILING
    }

    /// @param position up to where it has read the ledger; absent where that is not known
    /// @param behind   how many positions it lacks; absent where that is not known
    /// @param lag      since when what it has not read yet is in the ledger; zero where it lacks nothing
    /// @param parked   cases that it could not fold
    public record Status(
            String view, int version, State state, @Nullable Long position, @Nullable Long behind, @Nullable Duration lag, long parked) {}

    /// @param position up to where the ledger has been read for it
    public record Progress(List<String> views, boolean needed, boolean paused, boolean taken, long position, long head, Instant begun) {}

    /// @throws Refused STORE_AWAY where MongoDB does not answer
    public List<Status> all() {
        long head = views.ledger().reader().head();
        Optional<Rebuild> rebuild = MongoDocuments.answered(() -> views.rebuilds().find());
        boolean paused = rebuild.filter(Rebuild::paused).isPresent();
        Edition edition = views.editions().current();
        if (edition == null) {
            State state = paused ? State.PAUSED : State.FILLING;
            return views.all().stream().map(view -> new Status(view.name(), view.version(), state, null, null, null, 0)).toList();
        }
        Map<String, Long> parked = MongoDocuments.answered(edition.fold().parked()::counts);
        OptionalLong position = MongoDocuments.answered(edition::position);
        boolean rebuilt = rebuild.filter(any -> any.generation().build().equals(edition.generation().build())).isPresent();
        State state = edition.failing() ? State.FAILING : !rebuilt ? State.LIVE : paused ? State.PAUSED : State.REBUILDING;
        Long read = position.isPresent() ? position.getAsLong() : null;
        Long behind = read == null ? null : Math.max(0, head - read);
        Duration lag = read == null ? null : lag(read, head);
        return views.all().stream()
                .map(view -> new Status(view.name(), view.version(), state, read, behind, lag, parked.getOrDefault(view.name(), 0L)))
                .toList();
    }

    private Duration lag(long read, long head) {
        if (read >= head) {
            return Duration.ZERO;
        }
        Optional<LedgerEntry> next = views.ledger().reader().at(read + 1);
        Duration since = next.map(entry -> Duration.between(entry.appendedAt(), Instant.now())).orElse(Duration.ZERO);
        // The two clocks are not the same.
        return since.isNegative() ? Duration.ZERO : since;
    }

    /// The rebuild that there is; absent where there is none.
    ///
    /// @throws Refused STORE_AWAY where MongoDB does not answer
    public Optional<Progress> progress() {
        return MongoDocuments.answered(() -> views.rebuilds().find()).map(ViewOperations::told);
    }

    private static Progress told(Rebuild rebuild) {
        return new Progress(
                rebuild.views(),
                rebuild.cause() == Cause.MISSING,
                rebuild.paused(),
                rebuild.by() != null,
                rebuild.position(),
                Math.max(rebuild.head(), rebuild.position()),
                rebuild.begun());
    }

    /// Begins to fill the views anew from the ledger: all of them, by one scan, since they are read together.
    ///
    /// @param name of the view that it is wanted for, or [#ALL]
    /// @throws Refused NO_SUCH_VIEW, REBUILD_RUNNING, STORE_AWAY
    public Progress rebuild(String name, String subject) {
        if (!name.equals(ALL) && views.all().stream().noneMatch(view -> view.name().equals(name))) {
            throw new Refused(RefusalCode.NO_SUCH_VIEW, "There is no view of that name; `" + ALL + "` is all of them");
        }
        Rebuild rebuild = Rebuilding.of(views.all(), Cause.ASKED);
        if (!MongoDocuments.answered(() -> views.rebuilds().begin(rebuild))) {
            throw new Refused(RefusalCode.REBUILD_RUNNING, RefusalCode.REBUILD_RUNNING.meaning());
        }
        LOG.info("{} has views rebuilt: {}", subject, name);
        views.lookNow();
        return told(rebuild);
    }

    /// @throws Refused NO_REBUILD, STORE_AWAY
    public Progress pause(String subject) {
        return paused(true, subject);
    }

    /// @throws Refused NO_REBUILD, STORE_AWAY
    public Progress resume(String subject) {
        Progress progress = paused(false, subject);
        views.lookNow();
        return progress;
    }

    private Progress paused(boolean paused, String subject) {
        Rebuild now = MongoDocuments.answered(() -> views.rebuilds().pause(rebuild(), paused)).orElseThrow(ViewOperations::none);
        LOG.info("{} lets the rebuild of views {}", subject, paused ? "wait" : "go on");
        return told(now);
    }

    /// Gives up what somebody has asked for; the views stay as they are.
    ///
    /// @throws Refused NO_REBUILD, REBUILD_NEEDED, STORE_AWAY
    public Progress abort(String subject) {
        Rebuild rebuild = rebuild();
        if (rebuild.cause() == Cause.MISSING) {
            throw new Refused(RefusalCode.REBUILD_NEEDED, RefusalCode.REBUILD_NEEDED.meaning());
        }
        if (!MongoDocuments.answered(() -> views.rebuilds().end(rebuild))) {
            throw none();
        }
        LOG.info("{} has the rebuild of views given up", subject);
        return told(rebuild);
    }

    /// A case that a view could not fold and has put aside.
    ///
    /// @param id    names it for as long as it is parked
    /// @param from  the position from which on its events are missing in the view
    /// @param error the class of what was thrown; its words may quote what was recorded
    /// @param where it was thrown
    public record DeadLetter(String id, String view, UUID caseId, long from, String error, String where, Instant since, long tries) {

        static DeadLetter of(Parked parked) {
            return new DeadLetter(
                    parked.view() + SEPARATOR + parked.caseId(),
                    parked.view(),
                    UUID.fromString(parked.caseId()),
                    parked.position(),
                    parked.error(),
                    parked.where(),
                    parked.since(),
                    parked.tries());
        }
    }

    /// In the order of their ids.
    ///
    /// @throws Refused STORE_AWAY where MongoDB does not answer
    public List<DeadLetter> deadLetters() {
        Edition edition = views.editions().current();
        if (edition == null) {
            return List.of();
        }
        return MongoDocuments.answered(edition.fold().parked()::list).stream()
                .map(DeadLetter::of)
                .sorted(Comparator.comparing(DeadLetter::id))
                .toList();
    }

    /// Folds a case that was put aside from the ledger again.
    ///
    /// @throws Refused NO_SUCH_DEAD_LETTER, STILL_UNREADABLE, STORE_AWAY
    public void retry(String id, String subject) {
        int end = id.indexOf(SEPARATOR);
        Edition edition = end < 0 ? null : views.editions().current();
        String view = id.substring(0, Math.max(0, end));
        String caseId = id.substring(end + 1);
        if (edition == null || !edition.fold().parked().contains(view, caseId)) {
            throw new Refused(RefusalCode.NO_SUCH_DEAD_LETTER, RefusalCode.NO_SUCH_DEAD_LETTER.meaning());
        }
        LOG.info("{} has view {} fold case {} again", subject, view, caseId);
        if (!MongoDocuments.answered(() -> edition.fold().retry(view, caseId))) {
            throw new Refused(RefusalCode.STILL_UNREADABLE, RefusalCode.STILL_UNREADABLE.meaning());
        }
    }

    private Rebuild rebuild() {
        return MongoDocuments.answered(() -> views.rebuilds().find()).orElseThrow(ViewOperations::none);
    }

    private static Refused none() {
        return new Refused(RefusalCode.NO_REBUILD, RefusalCode.NO_REBUILD.meaning());
    }
}
