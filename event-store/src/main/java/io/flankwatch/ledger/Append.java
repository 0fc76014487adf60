package io.flankwatch.ledger;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// One commit on its way into the ledger.
///
/// @param commands in order; their events follow each other
/// @param events   in order
record Append(List<Command> commands, List<Event> events) {

    @SuppressWarnings("ArrayRecordComponent") // handed to the driver as they are
    record Command(UUID id, byte[] fingerprint, int count, byte[] result) {}

    @SuppressWarnings("ArrayRecordComponent") // handed to the driver as they are
    record Event(UUID id, String stream, long streamVersion, String type, byte[] bytes) {}

    /// Where and when it was stored.
    record Stored(long firstPosition, Instant appendedAt) {}

    /// What it takes on the way: entries and results.
    long bytes() {
        long sum = 0;
        for (Event event : events) {
            sum += event.bytes().length;
        }
        for (Command command : commands) {
            sum += command.result().length + command.fingerprint().length;
        }
        return sum;
    }

    List<UUID> commandIds() {
        return commands.stream().map(Command::id).toList();
    }
}
