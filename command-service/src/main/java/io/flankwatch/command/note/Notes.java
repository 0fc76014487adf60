package io.flankwatch.command.note;

import io.flankwatch.command.entry.Entries;
import io.flankwatch.command.vocabulary.Context;
import io.flankwatch.command.vocabulary.EntryCommand.AddNote;
import io.flankwatch.events.Check;
import io.flankwatch.events.Entry;
import io.flankwatch.events.EntryRecorded.NoteAdded;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// Decides about notes.
public final class Notes {

    private Notes() {}

    /// @param fresh whether it is a new one: a revised one keeps its marking, which somebody else may have set
    public static NoteAdded add(
            AddNote command, Entry entry, boolean fresh, Entries entries, Context context, Set<String> members) {
        List<UUID> about = Check.list(command.about(), "about");
        for (int i = 0; i < about.size(); i++) {
            entries.refer(about.get(i), "/about/" + i, context, members);
        }
        var note = new NoteAdded(entry, command.text(), about);
        if (fresh) {
            context.mayMark(note.ownMarking(), "/marking", members);
        }
        return note;
    }
}
