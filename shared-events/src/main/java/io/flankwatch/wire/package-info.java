/// The stored form of events: type names, JSON, the CloudEvents envelope and upcasters.
///
/// What this package writes is kept for ever and read by others: the golden files in its tests hold every version of every type.
/// An unknown type or version is an error, never skipped.
@NullMarked
package io.flankwatch.wire;

import org.jspecify.annotations.NullMarked;
