/// Reading what callers send: strictly, within limits, and telling them by JSON pointer what is wrong.
@NullMarked
package io.flankwatch.platform.json;

import org.jspecify.annotations.NullMarked;
