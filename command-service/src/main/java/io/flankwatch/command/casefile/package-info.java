/// The case itself: the root of the state, the routing of commands and events, and the case as a file: details, marking, team, links, opening and
/// closing.
@NullMarked
package io.flankwatch.command.casefile;

import org.jspecify.annotations.NullMarked;
