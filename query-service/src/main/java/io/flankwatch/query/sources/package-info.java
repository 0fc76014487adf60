/// The sources of a case: what is kept of each, what became of it, and which are independent of each other.
@NullMarked
package io.flankwatch.query.sources;

import org.jspecify.annotations.NullMarked;
