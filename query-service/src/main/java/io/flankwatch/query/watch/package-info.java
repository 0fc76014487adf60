/// What becomes of an indicator, event by event: the common part of the views that show indicators.
@NullMarked
package io.flankwatch.query.watch;

import org.jspecify.annotations.NullMarked;
