/// What differs between two moments of knowledge of a case, under the reader's ceiling: computed from the case as it was folded at either,
/// never from words about it.
@NullMarked
package io.flankwatch.query.diff;

import org.jspecify.annotations.NullMarked;
