package io.flankwatch.command.casualty;

import io.flankwatch.command.entry.Entries;
import io.flankwatch.command.vocabulary.Context;
import io.flankwatch.command.vocabulary.EntryCommand.RecordCasualty;
import io.flankwatch.command.vocabulary.Warning;
import io.flankwatch.events.Bounds;
import io.flankwatch.events.Casualty;
import io.flankwatch.events.Check;
import io.flankwatch.events.Entry;
import io.flankwatch.events.EntryRecorded.CasualtyRecorded;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// Decides about casualty claims.
public final class Casualties {

    private Casualties() {}

    public static CasualtyRecorded record(
            RecordCasualty command, Entry entry, Entries entries, Context context, Set<String> members) {
        List<UUID> about = Check.list(command.about(), "about");
        for (int i = 0; i < about.size(); i++) {
            entries.refer(about.get(i), "/about/" + i, context, members);
        }
        return new CasualtyRecorded(
                entry,
                Check.required(command.scope(), "scope"),
                about,
                command.metric(),
                command.claim(),
                Check.list(command.breakdown(), "breakdown"),
                command.grade());
    }

    /// Contradicting bounds are kept as stated; the client is told that they count otherwise.
    public static List<Warning> warnings(RecordCasualty command) {
        var warnings = new ArrayList<Warning>();
        if (Bounds.inverted(command.claim())) {
            warnings.add(inverted(""));
        }
        List<Casualty.Part> parts = Check.list(command.breakdown(), "breakdown");
        for (int i = 0; i < parts.size(); i++) {
            if (Bounds.inverted(parts.get(i).count())) {
                warnings.add(inverted("/breakdown/" + i + "/count"));
            }
        }
        return warnings;
    }

    private static Warning inverted(String pointer) {
        return new Warning(
                Warning.Code.BOUNDS_INVERTED,
                pointer,
                "the bounds contradict each other: kept as stated, and counted without the contradicting one");
    }
}
