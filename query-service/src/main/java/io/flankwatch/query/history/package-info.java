/// Every event of a case, from the ledger itself.
@NullMarked
package io.flankwatch.query.history;

import org.jspecify.annotations.NullMarked;
