/// The desk that takes requests in: identity of a command, order of checks, units of work, answers.
@NullMarked
package io.flankwatch.command.desk;

import org.jspecify.annotations.NullMarked;
