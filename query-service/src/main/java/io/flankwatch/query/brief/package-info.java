/// The brief of a case: what is known at a position, for somebody who has to act on it, as JSON, Markdown and HTML.
///
/// It is made from the ledger itself and from nothing else: position and ceiling say which bytes it has, whoever asks, whenever, of whichever process.
/// What depends on a time takes that of the position. Every sentence is a fixed form around what an event says; what no event says is not in it. It is as long as its
/// limits allow, and says what it leaves out. The sealed part of an entry is nowhere in it.
@NullMarked
package io.flankwatch.query.brief;

import org.jspecify.annotations.NullMarked;
