/// Figures across cases: people harmed, and incursions, by month, country or object.
///
/// Each case keeps what its entries contribute, together with their markings; figures are computed when they are asked for, from what the
/// reader may see. They keep no history: `asOf` is refused.
@NullMarked
package io.flankwatch.query.figures;

import org.jspecify.annotations.NullMarked;
