/// What entries say about persons, and how it is sealed: readable in the hands of whoever sends or may read it, and sealed everywhere else.
///
/// Each person has a key. Who destroys it makes everything that was ever sealed under it unreadable, in every copy.
@NullMarked
package io.flankwatch.platform.persons;

import org.jspecify.annotations.NullMarked;
