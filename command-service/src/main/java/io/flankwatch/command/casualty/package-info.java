/// Casualty claims.
@NullMarked
package io.flankwatch.command.casualty;

import org.jspecify.annotations.NullMarked;
