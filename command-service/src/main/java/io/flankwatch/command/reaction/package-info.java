/// Reactions of states and organisations.
@NullMarked
package io.flankwatch.command.reaction;

import org.jspecify.annotations.NullMarked;
