/// Briefs that were issued: which bytes somebody was given, of which position and under which ceiling.
@NullMarked
package io.flankwatch.command.brief;

import org.jspecify.annotations.NullMarked;
