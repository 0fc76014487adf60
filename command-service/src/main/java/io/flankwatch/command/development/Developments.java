package io.flankwatch.command.development;

import io.flankwatch.events.Entry;
import io.flankwatch.events.EntryRecorded.DevelopmentRecorded;

/// Decides about developments.
public final class Developments {

    private Developments() {}

    public static DevelopmentRecorded record(Entry entry) {
        return new DevelopmentRecorded(entry);
    }
}
