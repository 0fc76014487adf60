/// What both services share at the edge, as auto-configuration: a service that has this module on its class path has all of it.
@NullMarked
package io.flankwatch.platform;

import org.jspecify.annotations.NullMarked;
