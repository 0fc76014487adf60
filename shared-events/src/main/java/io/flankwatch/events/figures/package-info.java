/// Figures that are derived from entries by a named rule: pure functions, the same wherever they are asked for.
///
/// Whoever calls them hands in what the reader may see, and nothing else: a figure never counts what its reader could not read.
@NullMarked
package io.flankwatch.events.figures;

import org.jspecify.annotations.NullMarked;
