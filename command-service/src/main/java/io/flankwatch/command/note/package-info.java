/// Notes: what analysts think about a case.
@NullMarked
package io.flankwatch.command.note;

import org.jspecify.annotations.NullMarked;
