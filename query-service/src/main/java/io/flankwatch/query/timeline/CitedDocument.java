package io.flankwatch.query.timeline;

import io.flankwatch.events.Check;
import io.flankwatch.events.Marking;
import io.flankwatch.events.Reliability;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What an entry shows of a source that it rests on.
///
/// @param grades as it was cited, and every change since
record CitedDocument(
        UUID sourceId,
        String title,
        @Nullable String publisher,
        @Nullable String url,
        @Nullable String documentRef,
        @Nullable UUID copiesFrom,
        Marking marking,
        List<Graded> grades) {

    CitedDocument {
        grades = Check.list(grades, "grades");
    }

    record Graded(@Nullable Reliability reliability, @Nullable Integer credibility, Marking marking) {}

    CitedDocument graded(Graded grade) {
        List<Graded> all = new ArrayList<>(grades);
        all.add(grade);
        return new CitedDocument(sourceId, title, publisher, url, documentRef, copiesFrom, marking, all);
    }

    /// The last grade that a reader of the source may see. The first is of the source's own marking.
    Graded grade(Predicate<Marking> shown) {
        return grades.stream().filter(grade -> shown.test(grade.marking())).reduce(grades.getFirst(), (_, later) -> later);
    }
}
