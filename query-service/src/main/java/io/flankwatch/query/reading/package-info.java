/// What every read has in common: who may see the case now, the state as of when, waiting for one's own write, and the answer's headers.
///
/// Access is taken from the ledger up to its head before anything is answered, whatever the views lag: a view that is behind never
/// shows what has been restricted since. `asOf` moves what is told back in time, never who may be told.
@NullMarked
package io.flankwatch.query.reading;

import org.jspecify.annotations.NullMarked;
