@NullMarked
package io.flankwatch.importer;

import org.jspecify.annotations.NullMarked;
