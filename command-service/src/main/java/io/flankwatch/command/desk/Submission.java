package io.flankwatch.command.desk;

import io.flankwatch.command.vocabulary.Command;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A command as it came in.
///
/// @param keyed       whether the client gave a key: then the id is derived from it, and a repeat is answered with the first result
/// @param fingerprint of the request, to tell a repeat from another request under the same key
/// @param place       in a bulk that is recorded whole or not at all: what it is refused with names it. Absent for a command on its own
@SuppressWarnings("ArrayRecordComponent") // read once, handed on, never changed
record Submission(Command command, UUID commandId, boolean keyed, byte[] fingerprint, @Nullable Integer place) {}
