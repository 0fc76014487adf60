/// What is recorded beside the ledger, in the schema `ops` of the same database and under roles of its own: it only grows too, and no fact is in it.
@NullMarked
package io.flankwatch.ops;

import org.jspecify.annotations.NullMarked;
