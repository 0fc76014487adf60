/// What becomes of a meeting, event by event: the common part of the views that show meetings.
@NullMarked
package io.flankwatch.query.course;

import org.jspecify.annotations.NullMarked;
