/// Competing hypotheses: evidence weighed against them, estimates of how likely they are, and how they turn out.
@NullMarked
package io.flankwatch.command.hypothesis;

import org.jspecify.annotations.NullMarked;
