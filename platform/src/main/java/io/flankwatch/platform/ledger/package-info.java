/// The service's connection to the ledger, as configured.
@NullMarked
package io.flankwatch.platform.ledger;

import org.jspecify.annotations.NullMarked;
