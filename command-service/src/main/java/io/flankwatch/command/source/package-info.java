/// Sources: what a case rests on, each identified by its URL or document reference.
@NullMarked
package io.flankwatch.command.source;

import org.jspecify.annotations.NullMarked;
