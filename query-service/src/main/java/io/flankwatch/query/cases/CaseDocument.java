package io.flankwatch.query.cases;

import io.flankwatch.events.Check;
import io.flankwatch.events.ExternalRef;
import io.flankwatch.events.Marking;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a case is found by, and what the list shows of it.
///
/// @param foldedTitle for sorting
/// @param search      everything that `q` looks in, folded
/// @param refs        `system:ref`
/// @param opened      position
/// @param changed     position of its last event
/// @param spans       when its entries were, by the marking under which they were recorded; retracted ones are among them
record CaseDocument(
        String title,
        String foldedTitle,
        String search,
        @Nullable String summary,
        Status status,
        Marking marking,
        List<String> countries,
        List<String> tags,
        @Nullable String lead,
        List<ExternalRef> externalRefs,
        List<String> refs,
        long opened,
        Instant openedAt,
        long changed,
        Instant changedAt,
        List<Span> spans) {

    CaseDocument {
        spans = Check.list(spans, "spans");
        countries = Check.list(countries, "countries");
        tags = Check.list(tags, "tags");
        externalRefs = Check.list(externalRefs, "externalRefs");
        refs = Check.list(refs, "refs");
    }

    enum Status {
        OPEN,
        CLOSED
    }

    CaseDocument changed(long position, Instant at) {
        return with(status, position, at, spans);
    }

    CaseDocument closed() {
        return with(Status.CLOSED, changed, changedAt, spans);
    }

    CaseDocument recorded(Span span) {
        return with(status, changed, changedAt, Span.with(spans, span));
    }

    private CaseDocument with(Status status, long changed, Instant changedAt, List<Span> spans) {
        return new CaseDocument(
                title, foldedTitle, search, summary, status, marking, countries, tags, lead, externalRefs, refs, opened, openedAt,
                changed, changedAt, spans);
    }
}
