package io.flankwatch.command.reaction;

import io.flankwatch.command.entry.Entries;
import io.flankwatch.command.vocabulary.Context;
import io.flankwatch.command.vocabulary.EntryCommand.RecordReaction;
import io.flankwatch.events.Entry;
import io.flankwatch.events.EntryRecorded.ReactionRecorded;
import java.util.Set;

/// Decides about reactions.
public final class Reactions {

    private Reactions() {}

    public static ReactionRecorded record(
            RecordReaction command, Entry entry, Entries entries, Context context, Set<String> members) {
        if (command.inResponseTo() != null) {
            entries.refer(command.inResponseTo(), "/inResponseTo", context, members);
        }
        return new ReactionRecorded(
                entry,
                command.actor(),
                command.speaker(),
                command.speakerRole(),
                command.towards(),
                command.inResponseTo(),
                command.stance(),
                command.act());
    }
}
