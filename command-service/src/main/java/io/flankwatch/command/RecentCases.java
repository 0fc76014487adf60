package io.flankwatch.command;

import io.flankwatch.events.CaseEvent;
import io.flankwatch.ledger.LedgerReader;
import io.flankwatch.wire.EventTypes;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;

/// Has the cases read that were worked on last, before the process says that it is ready: the first command on a large one would wait for it
/// otherwise, in a process whose code is not compiled yet.
///
/// That is all it is for: what goes wrong here is said, and keeps nobody from starting.
final class RecentCases implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(RecentCases.class);

    private static final int EVENTS = 10_000;
    private static final int CASES = 100;
    private static final Duration AT_MOST = Duration.ofSeconds(5);
    private static final List<String> TYPES = EventTypes.classes().stream()
            .filter(CaseEvent.class::isAssignableFrom)
            .map(EventTypes::nameOf)
            .toList();

    private final LedgerReader ledger;
    private final Consumer<String> recall;

    RecentCases(LedgerReader ledger, Consumer<String> recall) {
        this.ledger = ledger;
        this.recall = recall;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        long begin = System.nanoTime();
        int read = 0;
        try {
            for (String caseId : ledger.lately(TYPES, EVENTS, CASES)) {
                recall.accept(caseId);
                read++;
                if (System.nanoTime() - begin > AT_MOST.toNanos()) {
                    break;
                }
            }
        } catch (RuntimeException failed) {
            LOG.warn("Not all of the cases that were worked on last could be read ahead", failed);
        }
        LOG.info("Read {} cases ahead in {} ms", read, Duration.ofNanos(System.nanoTime() - begin).toMillis());
    }
}
