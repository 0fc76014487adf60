package io.flankwatch.command.desk;

import io.flankwatch.command.vocabulary.CaseCommand;
import java.util.UUID;

/// A command as it came in.
///
/// @param keyed       whether the client gave a key: then the id is derived from it, and a repeat is answered with the first result
/// @param fingerprint of the request, to tell a repeat from another request under the same key
@SuppressWarnings("ArrayRecordComponent") // read once, handed on, never changed
record Submission(CaseCommand command, UUID commandId, boolean keyed, byte[] fingerprint) {}
