/// Tests of the read side, on a real ledger and a MongoDB server in memory (or a real one: FLANKWATCH_TEST_MONGODB_URI).
@NullMarked
package io.flankwatch.query;

import org.jspecify.annotations.NullMarked;
