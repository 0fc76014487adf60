/// The assessments of a case: what was judged, by whom, on what, and who approved it.
@NullMarked
package io.flankwatch.query.assessments;

import org.jspecify.annotations.NullMarked;
