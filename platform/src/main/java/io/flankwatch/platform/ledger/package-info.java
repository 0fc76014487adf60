/// The service's connections to the ledger and to what is recorded beside it, as configured.
@NullMarked
package io.flankwatch.platform.ledger;

import org.jspecify.annotations.NullMarked;
