/// Entries by what other systems call them, across cases. They keep no history: `asOf` is refused.
@NullMarked
package io.flankwatch.query.references;

import org.jspecify.annotations.NullMarked;
