package io.flankwatch.command.source;

import io.flankwatch.command.vocabulary.Context;
import io.flankwatch.command.vocabulary.SourceCommand.AboutSource;
import io.flankwatch.command.vocabulary.SourceCommand.AddCapture;
import io.flankwatch.command.vocabulary.SourceCommand.CheckSource;
import io.flankwatch.command.vocabulary.SourceCommand.GradeSource;
import io.flankwatch.command.vocabulary.SourceCommand.TransferCustody;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.events.Reliability;
import io.flankwatch.events.SourceEvent;
import io.flankwatch.events.SourceEvent.CaptureAdded;
import io.flankwatch.events.SourceEvent.CustodyTransferred;
import io.flankwatch.events.SourceEvent.SourceChecked;
import io.flankwatch.events.SourceEvent.SourceGraded;
import io.flankwatch.events.When;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What becomes of a source after it was cited.
public final class Upkeep {

    private Upkeep() {}

    public static SourceEvent decide(AboutSource command, Sources sources, Context context, Set<String> members) {
        UUID source = command.sourceId();
        if (!sources.shows(source, context, members)) {
            throw new Refused(RefusalCode.NO_SUCH_SOURCE, "the case has no such source");
        }
        return switch (command) {
            case AddCapture add -> add(add, sources, context, members);
            case CheckSource check -> {
                happened(check.at(), "/at", context);
                yield new SourceChecked(source, check.result(), sources.known(source).checked(), check.at(), check.note());
            }
            case GradeSource grade -> grade(grade, sources.known(source));
            case TransferCustody transfer -> transfer(transfer, sources, context, members);
        };
    }

    private static CaptureAdded add(AddCapture command, Sources sources, Context context, Set<String> members) {
        context.mayMark(command.capture().marking(), "/marking", members);
        happened(command.capture().capturedAt(), "/capturedAt", context);
        capture(command.capture().derivedFrom(), "/derivedFrom", sources, context, members);
        UUID id = command.captureId() == null ? context.ids().get() : command.captureId();
        return new CaptureAdded(command.sourceId(), id, command.capture());
    }

    private static SourceGraded grade(GradeSource command, Sources.Known known) {
        Reliability reliability = command.reliability() == null ? known.reliability() : command.reliability();
        Integer credibility = command.credibility() == null ? known.credibility() : command.credibility();
        if (reliability == known.reliability() && Objects.equals(credibility, known.credibility())) {
            throw new Refused(RefusalCode.NOTHING_CHANGED, "the source is graded so already");
        }
        return new SourceGraded(
                command.sourceId(), reliability, known.reliability(), credibility, known.credibility(), command.reason());
    }

    private static CustodyTransferred transfer(TransferCustody command, Sources sources, Context context, Set<String> members) {
        happened(command.at(), "/at", context);
        UUID capture = command.captureId();
        capture(capture, "/captureId", sources, context, members);
        if (capture != null && !sources.isOf(capture, command.sourceId())) {
            throw Refused.at("/captureId", RefusalCode.NO_SUCH_CAPTURE, "the source has no such capture");
        }
        return new CustodyTransferred(
                command.sourceId(),
                capture,
                command.action(),
                command.custodian(),
                sources.custodians().get(capture == null ? command.sourceId() : capture),
                command.reason(),
                command.at());
    }

    private static void capture(@Nullable UUID id, String pointer, Sources sources, Context context, Set<String> members) {
        if (id != null && !sources.showsCapture(id, context, members)) {
            throw Refused.at(pointer, RefusalCode.NO_SUCH_CAPTURE, "the case has no such capture");
        }
    }

    private static void happened(@Nullable When when, String pointer, Context context) {
        if (when != null) {
            context.hasHappened(when, pointer);
        }
    }
}
