package io.flankwatch.command.desk;

import java.util.UUID;

/// Under which ids the service does something by itself, and in whose name.
///
/// @param commandId derived from what is to be done, so that it is done once
/// @param subject   of whoever caused it
/// @param clientId  of whoever caused it
public record OwnWork(UUID commandId, UUID correlationId, UUID causationId, String subject, String clientId) {

    /// The service's own name: where nobody caused it but the clock.
    public static final String CLOCK = "urn:flankwatch:clock";

    public static OwnWork byItself(UUID commandId) {
        return new OwnWork(commandId, commandId, commandId, CLOCK, CLOCK);
    }
}
