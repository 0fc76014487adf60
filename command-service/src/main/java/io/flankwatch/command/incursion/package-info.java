/// Incursions.
@NullMarked
package io.flankwatch.command.incursion;

import org.jspecify.annotations.NullMarked;
