/// Indicators that look in all cases are met, and reopened, by what is recorded in any of them: soon, once, and with the cause linked.
///
/// An indicator is met only by what whoever may see it may see: nothing marked more strictly than the indicator, and nothing that is RED in another case, which
/// is for the members of that case.
@NullMarked
package io.flankwatch.command.acrosscases;

import org.jspecify.annotations.NullMarked;
