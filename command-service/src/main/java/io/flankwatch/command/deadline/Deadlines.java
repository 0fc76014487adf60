package io.flankwatch.command.deadline;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import io.flankwatch.command.following.Following;
import io.flankwatch.events.IndicatorEvent;
import io.flankwatch.events.IndicatorEvent.IndicatorDefined;
import io.flankwatch.events.IndicatorEvent.IndicatorReopened;
import io.flankwatch.ledger.LedgerEntry;
import io.flankwatch.ledger.LedgerReader;
import io.flankwatch.wire.EventTypes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Schedules the expiry of every indicator that has a deadline when it is defined, and again when it is reopened: it may have been met when its deadline
/// came. Whether it expires is decided at the deadline, by its case.
final class Deadlines implements Following {

    static final String NAME = "deadlines";
    static final TaskDescriptor<Void> TASK = TaskDescriptor.of("expire-indicator");

    private static final String DEFINED = EventTypes.nameOf(IndicatorDefined.class);
    private static final Set<String> WANTED = Set.of(DEFINED, EventTypes.nameOf(IndicatorReopened.class));

    private final LedgerReader ledger;
    private final SchedulerClient scheduler;

    Deadlines(LedgerReader ledger, SchedulerClient scheduler) {
        this.ledger = ledger;
        this.scheduler = scheduler;
    }

    /// What an expiry is scheduled under.
    ///
    /// @param position of the event that it was scheduled for: another one has an expiry of its own, whatever becomes of this
    record Due(UUID caseId, UUID indicatorId, long position) {

        static Due read(String instance) {
            String[] parts = instance.split("/", -1);
            return new Due(UUID.fromString(parts[0]), UUID.fromString(parts[1]), Long.parseLong(parts[2]));
        }

        @Override
        public String toString() {
            return caseId + "/" + indicatorId + "/" + position;
        }
    }

    @Override
    public void begin(long position) {}

    @Override
    public void take(LedgerEntry entry) {
        if (WANTED.contains(entry.type()) && entry.envelope().event() instanceof IndicatorEvent event) {
            Instant deadline = event instanceof IndicatorDefined defined ? defined.deadline() : deadline(entry.stream(), event.indicatorId());
            if (deadline != null) {
                Due due = new Due(UUID.fromString(entry.stream()), event.indicatorId(), entry.position());
                var unused = scheduler.scheduleIfNotExists(TASK.instance(due.toString()).scheduledTo(notBefore(deadline)));
            }
        }
    }

    private @Nullable Instant deadline(String caseId, UUID indicatorId) {
        return ledger.stream(caseId, List.of(DEFINED), Long.MAX_VALUE).stream()
                .map(entry -> (IndicatorDefined) entry.envelope().event())
                .filter(defined -> defined.indicatorId().equals(indicatorId))
                .findFirst()
                .orElseThrow()
                .deadline();
    }

    /// The database knows no nanoseconds, and rounds.
    private static Instant notBefore(Instant deadline) {
        Instant millis = deadline.truncatedTo(ChronoUnit.MILLIS);
        return millis.equals(deadline) ? deadline : millis.plusMillis(1);
    }
}
