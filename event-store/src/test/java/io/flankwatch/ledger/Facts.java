package io.flankwatch.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.EntryEvent.EntryRetracted;
import io.flankwatch.events.Marking;
import io.flankwatch.wire.Ids;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MetaData;

/// Small events to fill ledgers with.
final class Facts {

    static final byte[] FINGERPRINT = {1, 2, 3};
    static final byte[] RESULT = {4, 5};

    static final String UNKNOWN_TYPE = "io.flankwatch.moon.landed.v1";

    private Facts() {}

    static String newStream() {
        return Ids.next().toString();
    }

    static CaseEvent fact(String text) {
        return new EntryRetracted(Ids.next(), text);
    }

    static DomainEventMessage<CaseEvent> message(String stream, long version, UUID command) {
        return message(stream, version, command, "fact " + version);
    }

    static DomainEventMessage<CaseEvent> message(String stream, long version, UUID command, String text) {
        MetaData metaData = LedgerMetadata.of(command, command, command, "ana", "desk", Marking.AMBER);
        return new GenericDomainEventMessage<>(
                "case", stream, version, new GenericMessage<>(Ids.next().toString(), fact(text), metaData), Instant.now());
    }

    /// One command with events of one stream.
    static Append append(String stream, long firstVersion, int count) {
        return append(new UUID(0, 0), Ids.next(), stream, firstVersion, count);
    }

    static Append append(UUID ledgerId, UUID command, String stream, long firstVersion, int count) {
        Commit commit = new Commit();
        commit.command(command, FINGERPRINT, RESULT);
        commit.stage(LongStream.range(firstVersion, firstVersion + count)
                .mapToObj(version -> message(stream, version, command))
                .toList());
        return commit.encode(ledgerId, new EnvelopeEventCodec());
    }

    /// As if a later version of the service had been here.
    static void appendUnknownType(TestLedger ledger, String stream) {
        Append known = append(stream, 0, 1);
        Append.Event event = known.events().getFirst();
        String envelope = new String(event.bytes(), UTF_8).replace(event.type(), UNKNOWN_TYPE);
        Direct.append(ledger.service(), raw(known.commands().getFirst().id(), event(stream, 0, UNKNOWN_TYPE, envelope)));
    }

    /// A commit as it comes, with bytes that need not be an envelope.
    static Append raw(UUID command, Append.Event... events) {
        return new Append(List.of(new Append.Command(command, FINGERPRINT, events.length, RESULT)), List.of(events));
    }

    static Append.Event event(String stream, long version, String type, String bytes) {
        return new Append.Event(Ids.next(), stream, version, type, bytes.getBytes(UTF_8));
    }
}
