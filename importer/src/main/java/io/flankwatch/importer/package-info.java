/// Sends a file of incidents to a running server, over the same API as everybody else.
///
/// What it promises: a row becomes what it states and nothing more; every id and every idempotency key follows from the row alone, so
/// that a second run records nothing and a broken one goes on where it stopped; a row that can't be sent or is refused is named by its line.
/// The format is described in docs/importing.md.
@NullMarked
package io.flankwatch.importer;

import org.jspecify.annotations.NullMarked;
