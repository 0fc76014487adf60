/// The hypotheses of a case: what speaks against each, how likely analysts hold it to be, and how it turned out.
@NullMarked
package io.flankwatch.query.hypotheses;

import org.jspecify.annotations.NullMarked;
