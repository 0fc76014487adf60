/// Drivers that put load on Flankwatch or parts of it and on what it is compared with, in one run on one machine, and print ratios: those say more
/// than figures, which are of a machine.
@NullMarked
package io.flankwatch.benchmarks;

import org.jspecify.annotations.NullMarked;
