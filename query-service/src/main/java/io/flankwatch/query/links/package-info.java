/// Links between cases, as both of them show it: each case keeps its own, and the other's are found by whom they name.
///
/// A link is shown to whoever may see both cases now, and tells nothing to anybody else.
@NullMarked
package io.flankwatch.query.links;

import org.jspecify.annotations.NullMarked;
