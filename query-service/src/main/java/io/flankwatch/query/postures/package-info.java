/// What may be done to whom over a jurisdiction, across cases and case by case.
///
/// Each case keeps every version of its protocol changes with the position from which it was known, so that the posture at any time in the
/// world can be told as it was known at any position. Postures are computed when they are asked for, from what the reader may see.
@NullMarked
package io.flankwatch.query.postures;

import org.jspecify.annotations.NullMarked;
