@NullMarked
package io.flankwatch.platform.security;

import org.jspecify.annotations.NullMarked;
