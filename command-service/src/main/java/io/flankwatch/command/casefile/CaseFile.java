package io.flankwatch.command.casefile;

import io.flankwatch.events.Marking;
import java.util.Set;
import java.util.UUID;

/// The case as a file.
///
/// @param members subjects of opener and lead
record CaseFile(UUID id, Marking marking, Set<String> members, boolean closed) {}
