package io.flankwatch.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.flankwatch.ledger.LedgerEngine;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;

class RecentCasesTest extends CommandApi {

    @Autowired
    private RecentCases recentCases;

    @Autowired
    private LedgerEngine engine;

    @Test
    void a_case_that_was_worked_on_last_is_in_memory_before_anybody_asks() {
        created(post(TOKENS.analyst(), path("/developments"), development("")));
        engine.forget(caseId);
        assertThat(engine.readSnapshot(caseId)).isEmpty();

        recentCases.run(new DefaultApplicationArguments());

        assertThat(engine.readSnapshot(caseId)).map(DomainEventMessage::getSequenceNumber).hasValue(1L);
        created(post(TOKENS.analyst(), path("/developments"), development("")));
    }

    @Test
    void what_cannot_be_read_ahead_keeps_nobody_from_starting() {
        List<String> tried = new ArrayList<>();
        var failing = new RecentCases(READER, caseId -> {
            tried.add(caseId);
            throw new IllegalStateException("planted");
        });

        assertThatCode(() -> failing.run(new DefaultApplicationArguments())).doesNotThrowAnyException();
        assertThat(tried).containsExactly(caseId);
    }
}
