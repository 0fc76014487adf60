package io.flankwatch.command.brief;

import io.flankwatch.command.vocabulary.BriefCommand;
import io.flankwatch.command.vocabulary.BriefCommand.IssueBrief;
import io.flankwatch.command.vocabulary.Context;
import io.flankwatch.events.BriefEvent;
import io.flankwatch.events.BriefEvent.BriefIssued;
import io.flankwatch.events.CaseFile;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import java.util.UUID;
import org.pcollections.HashTreePSet;
import org.pcollections.PSet;

/// The briefs of a case that were issued. What is in them is not known here: who issues one names its bytes.
public record Briefs(PSet<UUID> issued) {

    public static final Briefs NONE = new Briefs(HashTreePSet.empty());

    public boolean has(UUID id) {
        return issued.contains(id);
    }

    public BriefEvent decide(BriefCommand command, CaseFile file, Context context) {
        return switch (command) {
            case IssueBrief issue -> issue(issue, file, context);
        };
    }

    private static BriefIssued issue(IssueBrief command, CaseFile file, Context context) {
        context.mayMark(command.ceiling(), "/ceiling", file.members());
        if (!command.ceiling().allows(file.marking())) {
            throw Refused.at("/ceiling", RefusalCode.MALFORMED, "the case is marked " + file.marking() + ": nothing of it is under " + command.ceiling());
        }
        of(command.position(), "/position", context);
        Long since = command.since();
        if (since != null) {
            of(since, "/since", context);
        }
        return new BriefIssued(
                command.briefId() == null ? context.ids().get() : command.briefId(),
                command.position(),
                since,
                command.ceiling(),
                command.mediaType(),
                command.sha256(),
                command.recipients());
    }

    private static void of(long position, String pointer, Context context) {
        if (!context.positions().has(position)) {
            throw Refused.at(pointer, RefusalCode.NO_SUCH_POSITION, "no event of the case is at position " + position);
        }
    }

    public Briefs evolve(BriefEvent event) {
        return switch (event) {
            case BriefIssued brief -> new Briefs(issued.plus(brief.briefId()));
        };
    }
}
