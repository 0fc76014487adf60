/// Persons in entries: where they are mentioned, and what is sealed of them, for whoever may open it.
///
/// It is opened at the edge of one read and kept nowhere. Whether a person is erased is asked of the ledger itself, each time: no key that a backup has
/// brought back opens anything.
@NullMarked
package io.flankwatch.query.persons;

import org.jspecify.annotations.NullMarked;
