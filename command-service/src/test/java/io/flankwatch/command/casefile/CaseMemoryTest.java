package io.flankwatch.command.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.command.desk.Revisions;
import io.flankwatch.command.vocabulary.Asked;
import io.flankwatch.command.vocabulary.CaseCommand;
import io.flankwatch.command.vocabulary.CaseFileCommand.CloseCase;
import io.flankwatch.command.vocabulary.CaseFileCommand.OpenCase;
import io.flankwatch.command.vocabulary.Context;
import io.flankwatch.command.vocabulary.EntryCommand.RecordDevelopment;
import io.flankwatch.command.vocabulary.EntryDraft;
import io.flankwatch.command.vocabulary.Outcome;
import io.flankwatch.events.Marking;
import io.flankwatch.events.Precision;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.events.Vector;
import io.flankwatch.events.When;
import io.flankwatch.ledger.LedgerEngine;
import io.flankwatch.ledger.LedgerWriter;
import io.flankwatch.ledger.TestLedger;
import io.flankwatch.wire.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a process remembers of a case, and that it never decides on that alone.
class CaseMemoryTest {

    private static final int ENTRIES = 10_000;

    private TestLedger ledger;
    private LedgerWriter otherWriter;
    private CommandBus here;
    private CommandBus elsewhere;
    private final UUID caseId = Ids.next();

    @BeforeEach
    void open() {
        ledger = TestLedger.create();
        otherWriter = new LedgerWriter(ledger.service());
        here = process(ledger.writer());
        elsewhere = process(otherWriter);
        succeeds(here, new OpenCase(caseId, "t", null, Marking.AMBER, null, null, null, null));
    }

    @AfterEach
    void close() {
        otherWriter.close();
        ledger.close();
    }

    @Test
    void a_case_of_ten_thousand_entries_takes_commands_as_fast_as_a_small_one() {
        Duration small = median(here, 50);
        fill();
        assertThat(ledger.reader().lastVersion(caseId.toString()).orElseThrow()).isGreaterThan(ENTRIES);
        CommandBus restarted = process(ledger.writer());
        Duration first = time(restarted);
        Duration large = median(restarted, 50);
        assertThat(first).as("the whole case, once").isLessThan(Duration.ofSeconds(5));
        assertThat(large).as("a small one took %s, the first %s", small, first).isLessThan(small.multipliedBy(3).plusMillis(20));
    }

    @Test
    void what_another_process_recorded_is_seen_by_the_very_next_decision() {
        succeeds(here, development());
        succeeds(elsewhere, development());
        assertThat(succeeds(here, development())).isEqualTo(3);
        succeeds(elsewhere, new CloseCase("over", null));
        assertThat(refused(here, development())).isEqualTo(RefusalCode.CASE_CLOSED);
    }

    @Test
    void what_was_rolled_back_is_not_remembered() {
        succeeds(here, development());
        UnitOfWork<?> rehearsal = DefaultUnitOfWork.startAndGet(GenericMessage.asMessage("a rehearsal"));
        succeeds(here, new CloseCase("perhaps", null));
        assertThat(refused(here, development())).isEqualTo(RefusalCode.CASE_CLOSED);
        rehearsal.rollback();
        assertThat(succeeds(here, development())).isEqualTo(2);
    }

    /// In commits of a thousand.
    private void fill() {
        for (int i = 0; i < ENTRIES / 1_000; i++) {
            UnitOfWork<?> unit = DefaultUnitOfWork.startAndGet(GenericMessage.asMessage("a bulk"));
            for (int j = 0; j < 1_000; j++) {
                succeeds(elsewhere, development());
            }
            unit.commit();
        }
    }

    private Duration median(CommandBus bus, int times) {
        List<Duration> all = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            all.add(time(bus));
        }
        all.sort(null);
        return all.get(times / 2);
    }

    private Duration time(CommandBus bus) {
        long begin = System.nanoTime();
        succeeds(bus, development());
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private CommandBus process(LedgerWriter writer) {
        var engine = new LedgerEngine(ledger.reader(), writer);
        return new CaseCommands(EmbeddedEventStore.builder().storageEngine(engine).build(), engine, engine::forget).bus();
    }

    private static RecordDevelopment development() {
        When some = new When(null, null, Precision.UNKNOWN, null, null, null);
        return new RecordDevelopment(new EntryDraft(
                null, Vector.MILITARY, "something happened", null, some, null, null, "a test", null, null, null, null, null, null));
    }

    private long succeeds(CommandBus bus, CaseCommand command) {
        CommandResultMessage<?> result = send(bus, command);
        assertThat(result.isExceptional()).as(() -> result.exceptionResult().toString()).isFalse();
        return ((Outcome) result.getPayload()).version();
    }

    private RefusalCode refused(CommandBus bus, CaseCommand command) {
        return ((Refused) send(bus, command).exceptionResult()).code();
    }

    private CommandResultMessage<?> send(CommandBus bus, CaseCommand command) {
        var context = new Context(Instant.now(), "ana", Marking.RED, false, Ids::next, (id, entry) -> null, Revisions::revised, CaseRows::residues, CaseRows::has);
        var asked = new Asked(context, caseId, Ids.next(), Ids.next(), Ids.next(), "desk", null);
        CommandMessage<CaseCommand> message = new GenericCommandMessage<>(command, Map.of(Asked.KEY, asked));
        var answer = new CompletableFuture<CommandResultMessage<?>>();
        bus.dispatch(message, (CommandMessage<? extends CaseCommand> sent, CommandResultMessage<?> result) -> answer.complete(result));
        return answer.join();
    }
}
