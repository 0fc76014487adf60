/// What happened, as told: one document for each entry, one index for each month in which entries begin, one root.
///
/// In the occurred order an entry comes by the first instant at which it may have been, then the last, then its position; where only
/// one of them is known it stands for both. What has no known time comes last, by position, and so does what the reader may not see,
/// since its place would tell when it happened.
@NullMarked
package io.flankwatch.query.timeline;

import org.jspecify.annotations.NullMarked;
