/// What auditors can learn of that is not in the ledger.
@NullMarked
package io.flankwatch.query.audit;

import org.jspecify.annotations.NullMarked;
