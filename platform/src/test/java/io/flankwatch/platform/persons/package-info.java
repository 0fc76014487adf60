@NullMarked
package io.flankwatch.platform.persons;

import org.jspecify.annotations.NullMarked;
