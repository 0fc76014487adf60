/// Intercept protocols as versioned objects side by side.
@NullMarked
package io.flankwatch.command.protocol;

import org.jspecify.annotations.NullMarked;
