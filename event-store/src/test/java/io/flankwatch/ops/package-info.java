@NullMarked
package io.flankwatch.ops;

import org.jspecify.annotations.NullMarked;
