/// Seals what requests say about persons before anything else of the service sees it, and destroys the keys of those who are erased.
///
/// In this order, so that nobody who is erased has a key: who seals takes the person's key and then looks whether the ledger has erased them; who erases
/// records it in the ledger and then destroys the key. Whichever comes first, the other one finds it. Nothing holds a lock in both places.
@NullMarked
package io.flankwatch.command.sealing;

import org.jspecify.annotations.NullMarked;
