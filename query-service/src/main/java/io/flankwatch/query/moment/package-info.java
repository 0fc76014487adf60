/// A case at one moment of knowledge, folded from the ledger by the folds of the views: what a brief tells, and what two moments differ in.
@NullMarked
package io.flankwatch.query.moment;

import org.jspecify.annotations.NullMarked;
