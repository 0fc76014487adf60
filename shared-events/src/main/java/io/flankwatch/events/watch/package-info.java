/// When what an indicator watches for has come about: a pure function of the entries of a case, or of all cases, the same for the rule that is decided
/// by and for whoever asks when it would have been met.
@NullMarked
package io.flankwatch.events.watch;

import org.jspecify.annotations.NullMarked;
