package io.flankwatch.query.incursions;

import io.flankwatch.events.EntryRecorded.IncursionReported;
import io.flankwatch.query.projection.Recording;

/// An incursion as it is now, after every correction.
///
/// @param recorded when it was first
record IncursionDocument(Recording recorded, IncursionReported told) {}
