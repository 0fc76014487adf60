package io.flankwatch.query.cases;

import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.CaseFileEvent;
import io.flankwatch.events.CaseFileEvent.CaseClosed;
import io.flankwatch.events.CaseFileEvent.CaseOpened;
import io.flankwatch.events.EntryEvent;
import io.flankwatch.events.EntryRecorded;
import io.flankwatch.events.IndicatorEvent;
import io.flankwatch.events.SourceEvent;
import io.flankwatch.query.projection.CaseDocuments;
import io.flankwatch.query.projection.CaseView;
import io.flankwatch.query.projection.DocumentId;
import io.flankwatch.query.projection.Fact;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
final class CasesView implements CaseView {

    @Override
    public String name() {
        return "cases";
    }

    @Override
    public void apply(CaseDocuments documents, Fact fact) {
        var unused = documents.update(DocumentId.root(fact.caseId()), fact, CaseDocument.class, before -> next(before, fact));
    }

    @Override
    public List<DocumentId> touched(String caseId, CaseEvent event) {
        return List.of();
    }

    private static CaseDocument next(@Nullable CaseDocument before, Fact fact) {
        CaseDocument after = switch (fact.event()) {
            case CaseFileEvent event -> filed(before, fact, event);
            case EntryRecorded recorded -> recorded(before, Span.of(fact.marking(), recorded.entry().occurred()));
            case EntryEvent event -> before;
            case SourceEvent event -> before;
            case IndicatorEvent event -> before;
        };
        if (after == null) {
            throw new IllegalStateException("case " + fact.caseId() + " begins with " + fact.envelope().type());
        }
        return after.changed(fact.position(), fact.envelope().recordedAt());
    }

    private static @Nullable CaseDocument filed(@Nullable CaseDocument before, Fact fact, CaseFileEvent event) {
        return switch (event) {
            case CaseOpened opened -> opened(fact, opened);
            case CaseClosed closed -> before == null ? null : before.closed();
        };
    }

    private static @Nullable CaseDocument recorded(@Nullable CaseDocument before, @Nullable Span span) {
        return before == null || span == null ? before : before.recorded(span);
    }

    private static CaseDocument opened(Fact fact, CaseOpened opened) {
        Instant at = fact.envelope().recordedAt();
        return new CaseDocument(
                opened.title(),
                Folding.fold(opened.title()),
                Stream.of(Stream.of(opened.title()), Stream.ofNullable(opened.summary()), opened.tags().stream())
                        .flatMap(texts -> texts)
                        .map(Folding::fold)
                        .collect(Collectors.joining("\n")),
                opened.summary(),
                CaseDocument.Status.OPEN,
                opened.marking(),
                opened.countries(),
                opened.tags(),
                opened.lead(),
                opened.externalRefs(),
                opened.externalRefs().stream().map(ref -> ref.system() + ":" + ref.ref()).toList(),
                fact.position(),
                at,
                fact.position(),
                at,
                List.of());
    }
}
