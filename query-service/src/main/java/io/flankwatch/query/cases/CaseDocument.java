package io.flankwatch.query.cases;

import io.flankwatch.events.CaseFile;
import io.flankwatch.events.Check;
import io.flankwatch.query.projection.Searched;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a case is found by, and what the list shows of it.
///
/// @param foldedTitle for sorting
/// @param search      everything that `q` looks in, folded
/// @param refs        `system:ref`
/// @param opened      position
/// @param changed     position of its last event
/// @param spans       when its entries were, by the marking under which they were recorded; retracted ones are among them, and times that were corrected
record CaseDocument(
        CaseFile file,
        String foldedTitle,
        String search,
        List<String> refs,
        long opened,
        Instant openedAt,
        long changed,
        Instant changedAt,
        List<Span> spans) implements Searched {

    CaseDocument {
        spans = Check.list(spans, "spans");
        refs = Check.list(refs, "refs");
    }

    enum Status {
        OPEN,
        CLOSED
    }

    static CaseDocument opened(CaseFile file, long position, Instant at) {
        return of(file, position, at, position, at, List.of());
    }

    Status status() {
        return file.closed() ? Status.CLOSED : Status.OPEN;
    }

    CaseDocument filed(CaseFile changedFile) {
        return of(changedFile, opened, openedAt, changed, changedAt, spans);
    }

    CaseDocument changed(long position, Instant at) {
        return new CaseDocument(file, foldedTitle, search, refs, opened, openedAt, position, at, spans);
    }

    CaseDocument recorded(Span span) {
        return new CaseDocument(file, foldedTitle, search, refs, opened, openedAt, changed, changedAt, Span.with(spans, span));
    }

    private static CaseDocument of(CaseFile file, long opened, Instant openedAt, long changed, Instant changedAt, List<Span> spans) {
        return new CaseDocument(
                file,
                Folding.fold(file.title()),
                Stream.of(Stream.of(file.title()), Stream.ofNullable(file.summary()), file.tags().stream())
                        .flatMap(texts -> texts)
                        .map(Folding::fold)
                        .collect(Collectors.joining("\n")),
                file.externalRefs().stream().map(ref -> ref.system() + ":" + ref.ref()).toList(),
                opened,
                openedAt,
                changed,
                changedAt,
                spans);
    }
}
