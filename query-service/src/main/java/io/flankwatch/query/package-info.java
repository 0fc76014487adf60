/// The read side: views of the ledger in MongoDB, the ledger itself as history and feed, and who may see what of them.
@NullMarked
package io.flankwatch.query;

import org.jspecify.annotations.NullMarked;
