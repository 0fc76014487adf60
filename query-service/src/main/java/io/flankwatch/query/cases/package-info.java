/// All cases: one line each, to find them by.
@NullMarked
package io.flankwatch.query.cases;

import org.jspecify.annotations.NullMarked;
