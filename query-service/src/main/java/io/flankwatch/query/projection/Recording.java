package io.flankwatch.query.projection;

import java.time.Instant;
import java.util.UUID;

/// When something was known, and who said so: the second time axis.
///
/// @param position   its place in the ledger
/// @param recordedAt by the clock of the service that took it
/// @param appendedAt by the ledger's own clock: what resolves an instant to a position
/// @param by         subject of the token
/// @param client     client of that token
public record Recording(long position, Instant recordedAt, Instant appendedAt, String by, String client, UUID commandId) {}
