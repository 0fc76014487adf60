/// Erases persons: what is sealed of them can't be read any more, in whatever case and in whatever copy.
@NullMarked
package io.flankwatch.command.person;

import org.jspecify.annotations.NullMarked;
