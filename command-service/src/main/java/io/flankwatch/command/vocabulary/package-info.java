/// The language of commands: what a client may ask for, in the imperative, and what a decider needs to answer.
///
/// The records are at once the request bodies of the API: they check their own shape when they are built. Rules of the case are
/// checked by the deciders.
@NullMarked
package io.flankwatch.command.vocabulary;

import org.jspecify.annotations.NullMarked;
