/// Tests of what is asked for.
@NullMarked
package io.flankwatch.query.reading;

import org.jspecify.annotations.NullMarked;
