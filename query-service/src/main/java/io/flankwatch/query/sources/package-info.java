/// The sources of a case, one by one.
@NullMarked
package io.flankwatch.query.sources;

import org.jspecify.annotations.NullMarked;
