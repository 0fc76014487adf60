/// Who asks, and what they may see: the one mechanism that every answer goes through.
@NullMarked
package io.flankwatch.platform.access;

import org.jspecify.annotations.NullMarked;
