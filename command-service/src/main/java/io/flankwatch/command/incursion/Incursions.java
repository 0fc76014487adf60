package io.flankwatch.command.incursion;

import io.flankwatch.command.vocabulary.EntryCommand.ReportIncursion;
import io.flankwatch.events.Check;
import io.flankwatch.events.Entry;
import io.flankwatch.events.EntryRecorded.IncursionReported;

/// Decides about incursions.
public final class Incursions {

    private Incursions() {}

    public static IncursionReported report(ReportIncursion command, Entry entry) {
        return new IncursionReported(
                entry,
                command.objectType(),
                command.model(),
                command.count(),
                Check.list(command.outcomes(), "outcomes"),
                command.target(),
                command.damage(),
                Check.list(command.attributions(), "attributions"),
                Check.list(command.response(), "response"),
                Check.list(command.effects(), "effects"));
    }
}
