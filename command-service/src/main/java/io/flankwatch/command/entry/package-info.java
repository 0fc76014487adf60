/// Entries of the timeline, whatever their kind: identity, marking, standing, correction.
@NullMarked
package io.flankwatch.command.entry;

import org.jspecify.annotations.NullMarked;
