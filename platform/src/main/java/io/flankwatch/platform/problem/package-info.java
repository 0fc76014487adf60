/// How everything that goes wrong is told: one form (RFC 9457) with a stable code and a trace id, wherever it was thrown.
@NullMarked
package io.flankwatch.platform.problem;

import org.jspecify.annotations.NullMarked;
