/// How a view comes about: a pure fold over the events of a case, onto small documents of that case.
///
/// The same fold serves the live view, the state as of a position and the rebuild. A document is fed by one case only and carries
/// the position that it reflects; an event that it reflects already is ignored, so folding something twice changes nothing.
/// Documents are written before what points at them: parts, then indexes, then the case's root, whose position says up to where a
/// reader can rely on the others.
@NullMarked
package io.flankwatch.query.projection;

import org.jspecify.annotations.NullMarked;
