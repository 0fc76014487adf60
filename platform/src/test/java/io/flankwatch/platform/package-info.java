/// What tests of the services need of the edge, and its own tests.
@NullMarked
package io.flankwatch.platform;

import org.jspecify.annotations.NullMarked;
