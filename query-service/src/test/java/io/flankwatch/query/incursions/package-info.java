/// Tests of where and when incursions are found.
@NullMarked
package io.flankwatch.query.incursions;

import org.jspecify.annotations.NullMarked;
