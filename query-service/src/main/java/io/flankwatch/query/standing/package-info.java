/// Which entries stand, event by event: the common part of the views that look up single entries of large cases.
@NullMarked
package io.flankwatch.query.standing;

import org.jspecify.annotations.NullMarked;
