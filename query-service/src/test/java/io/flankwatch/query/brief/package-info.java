@NullMarked
package io.flankwatch.query.brief;

import org.jspecify.annotations.NullMarked;
