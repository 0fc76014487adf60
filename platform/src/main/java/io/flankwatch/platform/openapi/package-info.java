/// What the API documents of both services have in common: how to authenticate, how refusals look, and that a schema says what its record says.
@NullMarked
package io.flankwatch.platform.openapi;

import org.jspecify.annotations.NullMarked;
