/// Tests of the timeline's fold and of its order.
@NullMarked
package io.flankwatch.query.timeline;

import org.jspecify.annotations.NullMarked;
