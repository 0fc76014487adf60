/// Tests of the machinery that folds.
@NullMarked
package io.flankwatch.query.projection;

import org.jspecify.annotations.NullMarked;
