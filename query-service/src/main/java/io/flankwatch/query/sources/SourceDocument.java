package io.flankwatch.query.sources;

import io.flankwatch.events.Marking;
import io.flankwatch.events.SourceEvent.SourceCited;
import io.flankwatch.query.projection.Recording;

/// A source as it was cited.
///
/// @param marking the effective one when it was recorded
record SourceDocument(SourceCited cited, Marking marking, String leafHash, Recording recording) {}
