package io.flankwatch.query.brief;

import static io.flankwatch.query.brief.Texts.cut;

import io.flankwatch.events.FieldChange;
import io.flankwatch.events.Marking;
import io.flankwatch.query.brief.Brief.ChangedLine;
import io.flankwatch.query.brief.Brief.ChangedPart;
import io.flankwatch.query.brief.Brief.Changes;
import io.flankwatch.query.brief.Brief.FieldLine;
import io.flankwatch.query.brief.Brief.Limits;
import io.flankwatch.query.diff.Comparing;
import io.flankwatch.query.diff.Diff;
import io.flankwatch.query.moment.Moment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a brief tells of the difference between two moments: the diff of them, in short.
final class Changing {

    private Changing() {}

    static Changes changes(Moment before, Moment now, Marking ceiling, Limits limits) {
        Diff diff = Comparing.compare(before.withoutNotes(), now.withoutNotes(), ceiling.toString(), limits.changesOfPart());
        return new Changes(
                diff.from().position(),
                diff.from().appendedAt(),
                fields(diff.details(), limits),
                part(diff.entries(), limits),
                part(diff.figures(), limits),
                part(diff.postures(), limits),
                part(diff.indicators(), limits),
                part(diff.hypotheses(), limits),
                part(diff.assessments(), limits),
                part(diff.sources(), limits));
    }

    private static ChangedPart part(Diff.Part part, Limits limits) {
        return new ChangedPart(
                part.items().stream()
                        .map(item -> new ChangedLine(
                                item.id(), item.how(), item.kind(), cut(item.says(), limits.title()), fields(item.changes(), limits)))
                        .toList(),
                part.leftOut());
    }

    private static List<FieldLine> fields(List<FieldChange> changes, Limits limits) {
        return changes.stream().map(change -> new FieldLine(change.field(), text(change.before(), limits), text(change.after(), limits))).toList();
    }

    /// What is made of several parts is told by the diff itself.
    private static @Nullable String text(@Nullable Object value, Limits limits) {
        return switch (value) {
            case String text -> cut(text, limits.title());
            case Number number -> number.toString();
            case Boolean flag -> flag.toString();
            case null, default -> null;
        };
    }
}
