/// Warning indicators, met and reopened by rule in the commit of their cause.
@NullMarked
package io.flankwatch.command.indicator;

import org.jspecify.annotations.NullMarked;
