/// Links between cases, and between entries of whatever case, as both sides show them: each case keeps its own, and the other's are found
/// by whom they name.
///
/// A link is shown to whoever may see both sides now, and tells nothing to anybody else.
@NullMarked
package io.flankwatch.query.links;

import org.jspecify.annotations.NullMarked;
