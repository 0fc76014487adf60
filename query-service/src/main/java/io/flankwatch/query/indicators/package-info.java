/// The warning indicators of a case, one by one.
@NullMarked
package io.flankwatch.query.indicators;

import org.jspecify.annotations.NullMarked;
