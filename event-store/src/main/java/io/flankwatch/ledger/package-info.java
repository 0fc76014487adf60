/// The ledger: Axon's event storage on PostgreSQL.
///
/// Events have positions 0, 1, 2 … without a gap, in commit order. What was acknowledged is stored, once, for ever, as the exact bytes
/// of its envelope. A commit is stored as a whole or not at all; whoever reads finds all positions up to the head.
@NullMarked
package io.flankwatch.ledger;

import org.jspecify.annotations.NullMarked;
