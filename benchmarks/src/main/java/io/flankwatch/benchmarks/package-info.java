/// Drivers that put load on parts of Flankwatch and on what they replace, in one run on one machine, and print ratios: those say more than figures,
/// which are of a machine.
@NullMarked
package io.flankwatch.benchmarks;

import org.jspecify.annotations.NullMarked;
