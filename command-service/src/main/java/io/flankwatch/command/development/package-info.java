/// Developments: anything else that happened.
@NullMarked
package io.flankwatch.command.development;

import org.jspecify.annotations.NullMarked;
