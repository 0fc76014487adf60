/// Incursions across cases, as a list, as GeoJSON and as CSV.
///
/// There are two views, so that a question reads few documents. The index has a document for each case and month, with no more of each incursion
/// than it is found by: it is searched. What is known of each entry has a document of its own, which is looked up by its id only, once the
/// index has named it; it decides whether the entry is shown, and is what is shown of it. They keep no history: `asOf` is refused.
@NullMarked
package io.flankwatch.query.incursions;

import org.jspecify.annotations.NullMarked;
