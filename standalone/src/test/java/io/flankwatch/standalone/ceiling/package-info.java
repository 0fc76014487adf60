/// Who may not see something walks every read that the API document names, and looks for it.
@NullMarked
package io.flankwatch.standalone.ceiling;

import org.jspecify.annotations.NullMarked;
