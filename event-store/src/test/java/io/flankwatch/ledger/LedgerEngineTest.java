package io.flankwatch.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flankwatch.events.EntryEvent.EntryRetracted;
import io.flankwatch.events.Marking;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.wire.Envelope;
import io.flankwatch.wire.Ids;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.axonframework.common.IdentifierFactory;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LedgerEngineTest {

    private TestLedger ledger;
    private LedgerReader reader;
    private LedgerEngine engine;
    private EmbeddedEventStore store;

    @BeforeAll
    void open() {
        ledger = TestLedger.create();
        reader = ledger.reader();
        engine = new LedgerEngine(ledger.reader(), ledger.writer());
        store = EmbeddedEventStore.builder().storageEngine(engine).build();
    }

    @AfterAll
    void close() {
        store.shutDown();
        ledger.close();
    }

    @Test
    void what_nested_units_of_work_publish_is_one_commit_of_the_root() {
        String stream = Facts.newStream();
        UUID first = Ids.next();
        UUID second = Ids.next();
        long before = reader.head();

        // A subscriber that publishes while the root prepares makes Axon hand over a second portion.
        var subscription = store.subscribe(events -> {
            if (events.stream().anyMatch(event -> event.getPayload() instanceof EntryRetracted fact && fact.reason().equals("second"))) {
                store.publish(Facts.message(stream, 3, second, "caused by the second"));
            }
        });
        UnitOfWork<?> root = begin();
        Commit commit = Commit.of(root);
        UnitOfWork<?> one = begin();
        Commit.of(one).command(first, new byte[] {1}, new byte[] {10});
        store.publish(Facts.message(stream, 0, first, "first"));
        store.publish(Facts.message(stream, 1, first, "also first"));
        one.commit();
        UnitOfWork<?> two = begin();
        Commit.of(two).command(second, new byte[] {2}, new byte[] {20});
        store.publish(Facts.message(stream, 2, second, "second"));
        two.commit();
        assertThat(reader.head()).as("nothing before the root commits").isEqualTo(before);
        root.commit();
        subscription.cancel();

        assertThat(commit.size()).isEqualTo(4);
        assertThat(commit.firstPosition()).isEqualTo(before + 1);
        List<LedgerEntry> entries = reader.stream(stream, Long.MAX_VALUE);
        assertThat(entries).extracting(LedgerEntry::position).containsExactly(before + 1, before + 2, before + 3, before + 4);
        assertThat(entries).extracting(LedgerEntry::commandId).containsExactly(first, first, second, second);
        assertThat(entries).extracting(LedgerEntry::appendedAt).containsOnly(commit.appendedAt());
        assertThat(entries).extracting(entry -> entry.envelope().commitIndex()).containsExactly(0, 1, 2, 3);
        assertThat(entries).extracting(entry -> entry.envelope().commitSize()).containsOnly(4);
        StoredCommand stored = reader.command(second).orElseThrow();
        assertThat(stored.firstPosition()).isEqualTo(before + 3);
        assertThat(stored.count()).isEqualTo(2);
        assertThat(stored.fingerprint()).isEqualTo(new byte[] {2});
        assertThat(stored.result()).isEqualTo(new byte[] {20});
    }

    @Test
    void a_unit_of_work_that_rolls_back_stores_nothing() {
        String stream = Facts.newStream();
        UnitOfWork<?> root = begin();
        store.publish(Facts.message(stream, 0, Ids.next()));
        root.rollback();
        assertThat(reader.stream(stream, Long.MAX_VALUE)).isEmpty();
    }

    @Test
    void a_conflict_rolls_the_root_back() {
        String stream = Facts.newStream();
        publish(stream, 0);
        assertThatThrownBy(() -> publish(stream, 0)).isInstanceOf(AggregateStreamCreationException.class);
        publish(stream, 1);
        assertThatThrownBy(() -> publish(stream, 1)).isInstanceOf(ConcurrencyException.class);
        assertThat(engine.lastSequenceNumberFor(stream)).contains(1L);
    }

    @Test
    void a_command_that_is_stored_is_not_stored_again() {
        String stream = Facts.newStream();
        UUID command = Ids.next();
        engine.appendEvents(Facts.message(stream, 0, command));
        UnitOfWork<?> root = begin();
        store.publish(Facts.message(stream, 1, command));
        assertThatThrownBy(root::commit)
                .isInstanceOfSatisfying(CommandAlreadyStored.class, known -> assertThat(known.commandId()).isEqualTo(command));
        assertThat(root.isRolledBack()).isTrue();
        assertThat(reader.command(command).orElseThrow().result()).isEmpty();
    }

    @Test
    void the_envelope_says_what_the_metadata_said() {
        String stream = Facts.newStream();
        UUID command = Ids.next();
        UUID correlation = Ids.next();
        UUID causation = Ids.next();
        Instant now = Instant.now();
        EntryRetracted fact = new EntryRetracted(Ids.next(), "wrong");
        String id = IdentifierFactory.getInstance().generateIdentifier();
        engine.appendEvents(new GenericDomainEventMessage<>(
                "case",
                stream,
                0,
                new GenericMessage<>(id, fact, LedgerMetadata.of(command, correlation, causation, "ana", "desk", Marking.AMBER_STRICT)),
                now));

        LedgerEntry entry = reader.stream(stream, Long.MAX_VALUE).getFirst();
        Envelope envelope = entry.envelope();
        assertThat(envelope)
                .isEqualTo(new Envelope(
                        UUID.fromString(id),
                        reader.ledgerId(),
                        stream,
                        now.truncatedTo(ChronoUnit.MICROS),
                        0,
                        command,
                        0,
                        1,
                        correlation,
                        causation,
                        "ana",
                        "desk",
                        Marking.AMBER_STRICT,
                        envelope.salt(),
                        fact));
        assertThat(envelope.id().version()).as("Axon's identifiers are of version 7").isEqualTo(7);

        var read = engine.readEvents(stream).next();
        assertThat(read.getPayload()).isEqualTo(fact);
        assertThat(read.getIdentifier()).isEqualTo(id);
        assertThat(read.getTimestamp()).isEqualTo(envelope.recordedAt());
        assertThat(read.getSequenceNumber()).isZero();
        assertThat(LedgerMetadata.envelope(read)).isEqualTo(envelope);
        assertThat(LedgerMetadata.entry(read).position()).isEqualTo(entry.position());
        assertThat(read.getMetaData()).containsEntry(LedgerMetadata.SUBJECT, "ana").containsEntry(LedgerMetadata.COMMAND_ID, command);
    }

    @Test
    void an_event_that_nobody_answers_for_is_not_stored() {
        String stream = Facts.newStream();
        assertThatThrownBy(() -> engine.appendEvents(new GenericDomainEventMessage<>("case", stream, 0, Facts.fact("x"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(LedgerMetadata.SUBJECT);
        assertThatThrownBy(() -> engine.appendEvents(new GenericDomainEventMessage<>("case", stream, 0, "a text")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> engine.appendEvents(GenericEventMessage.asEventMessage(Facts.fact("of no stream"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void commands_and_events_of_a_commit_belong_together() {
        String stream = Facts.newStream();
        UUID named = Ids.next();
        UUID other = Ids.next();

        Commit stranger = new Commit();
        stranger.command(named, Facts.FINGERPRINT, Facts.RESULT);
        stranger.stage(List.of(Facts.message(stream, 0, named), Facts.message(stream, 1, other)));
        assertThatThrownBy(() -> stranger.encode(named, new EnvelopeEventCodec())).hasMessageContaining("belongs to no command");

        Commit empty = new Commit();
        empty.command(named, Facts.FINGERPRINT, Facts.RESULT);
        empty.command(other, Facts.FINGERPRINT, Facts.RESULT);
        empty.stage(List.of(Facts.message(stream, 0, named)));
        assertThatThrownBy(() -> empty.encode(named, new EnvelopeEventCodec())).hasMessageContaining("has no event");

        Commit mixed = new Commit();
        mixed.stage(List.of(Facts.message(stream, 0, named), Facts.message(stream, 1, other), Facts.message(stream, 2, named)));
        assertThatThrownBy(() -> mixed.encode(named, new EnvelopeEventCodec())).hasMessageContaining("do not follow each other");

        Commit twice = new Commit();
        twice.command(named, Facts.FINGERPRINT, Facts.RESULT);
        assertThatThrownBy(() -> twice.command(named, Facts.FINGERPRINT, Facts.RESULT)).hasMessageContaining("already");
        assertThatThrownBy(twice::firstPosition).hasMessageContaining("committed");
    }

    @Test
    void what_is_too_large_is_refused_before_anything_is_stored() {
        long head = reader.head();
        String stream = Facts.newStream();
        UUID command = Ids.next();

        tooLarge("at most 65535 bytes", () -> engine.appendEvents(Facts.message(stream, 0, command, "x".repeat(65_000))));
        tooLarge("at most 1000 events", () -> engine.appendEvents(
                IntStream.range(0, 1_001).mapToObj(version -> Facts.message(stream, version, command)).toList()));
        tooLarge("at most 8388608 bytes", () -> engine.appendEvents(
                IntStream.range(0, 150).mapToObj(version -> Facts.message(stream, version, command, "x".repeat(60_000))).toList()));
        assertThat(reader.head()).isEqualTo(head);

        engine.appendEvents(IntStream.range(0, 1_000).mapToObj(version -> Facts.message(stream, version, command)).toList());
        assertThat(reader.head()).isEqualTo(head + 1_000);
        assertThat(reader.stream(stream, Long.MAX_VALUE)).hasSize(1_000);
    }

    @Test
    void streams_and_the_whole_ledger_can_be_read() {
        String stream = Facts.newStream();
        for (int version = 0; version < 5; version++) {
            publish(stream, version);
        }
        assertThat(engine.readEvents(stream, 2).asStream().map(event -> event.getSequenceNumber())).containsExactly(2L, 3L, 4L);
        assertThat(engine.readEvents(Facts.newStream()).hasNext()).isFalse();
        assertThat(engine.lastSequenceNumberFor(stream)).contains(4L);
        assertThat(engine.lastSequenceNumberFor(Facts.newStream())).isEmpty();
        assertThat(engine.readSnapshot(stream)).isEmpty();

        long head = reader.head();
        assertThat(engine.readEvents(null, false).map(TrackedEventMessage::trackingToken))
                .hasSize((int) head + 1)
                .contains(new GlobalSequenceTrackingToken(0), new GlobalSequenceTrackingToken(head));
        assertThat(engine.readEvents(new GlobalSequenceTrackingToken(head - 2), false)).hasSize(2);
        assertThat(engine.readEvents(engine.createHeadToken(), false)).isEmpty();
        assertThat(engine.readEvents(engine.createTailToken(), false)).hasSize((int) head + 1);
        Instant last = reader.at(head).orElseThrow().appendedAt();
        assertThat(engine.readEvents(engine.createTokenAt(last), false))
                .as("what was appended at the instant itself is still to come")
                .isNotEmpty();
        assertThat(engine.createTokenAt(Instant.now().plus(Duration.ofDays(1)))).isEqualTo(engine.createHeadToken());
    }

    @Test
    void an_unknown_type_stops_a_replay_of_its_stream() {
        String stream = Facts.newStream();
        try (TestLedger own = TestLedger.create()) {
            Facts.appendUnknownType(own, stream);
            var replay = new LedgerEngine(own.reader(), own.writer()).readEvents(stream);
            assertThatThrownBy(replay::next).isInstanceOf(UnreadableEntry.class).hasMessageContaining(Facts.UNKNOWN_TYPE);
        }
    }

    private void publish(String stream, int version) {
        UnitOfWork<?> root = begin();
        store.publish(Facts.message(stream, version, Ids.next()));
        root.commit();
    }

    private static UnitOfWork<?> begin() {
        return DefaultUnitOfWork.startAndGet(GenericMessage.asMessage("a command"));
    }

    private static void tooLarge(String detail, Runnable attempt) {
        assertThatThrownBy(attempt::run)
                .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.code()).isEqualTo(RefusalCode.TOO_LARGE))
                .hasMessageContaining(detail);
    }
}
