/// The complete feed, from the ledger itself: every position exactly once, in order, with the stored bytes as they are.
///
/// What a reader may not see leaves a placeholder with its position, marking and leaf hash, so that a restriction can be told from a
/// loss. Filters don't apply to placeholders: they would tell what is hidden.
@NullMarked
package io.flankwatch.query.feed;

import org.jspecify.annotations.NullMarked;
