package io.flankwatch.command.deadline;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariDataSource;
import io.flankwatch.command.desk.Desk;
import io.flankwatch.command.desk.OwnWork;
import io.flankwatch.command.following.Follower;
import io.flankwatch.command.vocabulary.IndicatorCommand.ExpireIndicator;
import io.flankwatch.ledger.LedgerReader;
import io.flankwatch.ledger.LedgerTail;
import io.flankwatch.ops.FollowerTokens;
import io.flankwatch.wire.Ids;
import java.time.Duration;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DeadlineConfiguration {

    private static final Duration TICK = Duration.ofMillis(500);

    /// Who is dead is found out after so many ticks; somebody else takes over then.
    private static final int MISSED_HEARTBEATS = 4;

    @Bean(initMethod = "start", destroyMethod = "stop")
    Scheduler deadlineScheduler(@Qualifier("followingDataSource") HikariDataSource followingDataSource, LedgerReader ledger, Desk desk) {
        var expiry = Tasks.oneTime(Deadlines.TASK)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(Duration.ofSeconds(1)))
                .onDeadExecutionRevive()
                .execute((task, context) -> expire(Deadlines.Due.read(task.getId()), ledger, desk));
        return Scheduler.create(followingDataSource, expiry)
                .tableName("ops.scheduled_task")
                .schedulerName(new SchedulerName.Fixed(Ids.next().toString()))
                .threads(8)
                .pollUsingLockAndFetch(0.5, 1.0)
                .pollingInterval(TICK)
                .heartbeatInterval(TICK)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(Duration.ofSeconds(5))
                .build();
    }

    /// An indicator expires once, so its expiry is always the same command.
    private static void expire(Deadlines.Due due, LedgerReader ledger, Desk desk) {
        UUID id = Ids.derived(Ids.derived(ledger.ledgerId(), "expiries"), due.caseId() + "/" + due.indicatorId());
        desk.perform(due.caseId(), new ExpireIndicator(due.indicatorId()), OwnWork.byItself(id));
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    Follower deadlineFollower(LedgerReader ledger, LedgerTail ledgerTail, FollowerTokens tokens, Scheduler deadlineScheduler) {
        return new Follower(Deadlines.NAME, ledgerTail, tokens, new Deadlines(ledger, deadlineScheduler));
    }
}
