package io.flankwatch.query.reading;

import org.jspecify.annotations.Nullable;

/// What every read of a case can ask for.
///
/// @param asOf           a position or an instant; absent: what is known now
/// @param ledgerPosition up to where the answer must have read at least; absent: no matter
public record Asked(@Nullable String asOf, @Nullable Long ledgerPosition) {}
