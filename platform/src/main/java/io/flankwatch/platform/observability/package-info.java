/// What operators see of a service beside its log.
@NullMarked
package io.flankwatch.platform.observability;

import org.jspecify.annotations.NullMarked;
