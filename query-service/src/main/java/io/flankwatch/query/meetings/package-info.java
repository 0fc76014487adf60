/// Meetings ahead, across cases: each case keeps its own, and they are put together when they are asked for.
@NullMarked
package io.flankwatch.query.meetings;

import org.jspecify.annotations.NullMarked;
