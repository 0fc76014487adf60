/// Tests of the ledger on a real PostgreSQL, and what other modules' tests need of it.
@NullMarked
package io.flankwatch.ledger;

import org.jspecify.annotations.NullMarked;
