/// The published language: what happened to a case, as events, and the values they are made of.
///
/// Everything here is an immutable record that checks its own shape when it is built, so a value that exists is well formed.
/// Nothing here knows how it is stored, sent or shown.
@NullMarked
package io.flankwatch.events;

import org.jspecify.annotations.NullMarked;
