/// A tiny service, and what its edge does for it.
@NullMarked
package io.flankwatch.platform.edge;

import org.jspecify.annotations.NullMarked;
