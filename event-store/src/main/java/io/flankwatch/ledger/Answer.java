package io.flankwatch.ledger;

import java.util.List;
import java.util.UUID;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;

/// What becomes of one commit.
sealed interface Answer {

    /// It is stored.
    record Appended(Append.Stored where) implements Answer {}

    /// Nothing of it is stored: the ledger has one of its commands already, with other events.
    record Known(UUID commandId) implements Answer {}

    /// Nothing of it is stored: one of its events does not fit.
    record Conflict(Reason reason, Append.Event event) implements Answer {

        enum Reason {
            SEQUENCE_TAKEN,
            SEQUENCE_MISSING,
            EVENT_ID_REUSED;

            /// Whether a copy of the commit that is still on its way would be refused as well, whenever it arrives: what is taken stays
            /// taken, but what is missing may still come.
            boolean forEver() {
                return this != SEQUENCE_MISSING;
            }
        }
    }

    /// Nothing of it is stored: the database refused it.
    record Failed(Exception cause) implements Answer {}

    /// It was never sent.
    record Away(Exception cause) implements Answer {}

    /// It was sent, and may be stored.
    record Unknown(Exception cause) implements Answer {}

    /// Where it was stored, or the exception that the command side gets.
    ///
    /// @throws CommandAlreadyStored             where one of the commands was stored before
    /// @throws AggregateStreamCreationException where a stream exists that was to begin
    /// @throws ConcurrencyException             where a stream has moved on, or has not come that far
    /// @throws StoreAway                        where nothing was sent
    /// @throws OutcomeUnknown                   where it was sent and no answer came
    default Append.Stored stored(List<UUID> commandIds) {
        return switch (this) {
            case Appended(Append.Stored where) -> where;
            case Known(UUID commandId) -> throw new CommandAlreadyStored(commandId);
            case Conflict(Conflict.Reason reason, Append.Event event) -> {
                String what = "event " + event.streamVersion() + " of " + event.stream() + " does not fit: " + reason;
                throw reason == Conflict.Reason.SEQUENCE_TAKEN && event.streamVersion() == 0
                        ? new AggregateStreamCreationException(what)
                        : new ConcurrencyException(what);
            }
            case Failed(Exception cause) ->
                throw new IllegalStateException("the ledger refused a commit, and has stored nothing of it", cause);
            case Away(Exception cause) -> throw new StoreAway(cause);
            case Unknown(Exception cause) -> throw new OutcomeUnknown(commandIds, cause);
        };
    }
}
