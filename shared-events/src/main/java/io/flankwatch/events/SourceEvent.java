package io.flankwatch.events;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What happens to the sources of a case.
public sealed interface SourceEvent extends CaseEvent {

    /// @param url         where it is; `url` or `documentRef` is required, and either identifies the source within its case
    /// @param documentRef what a document is called that has no URL
    /// @param published   when it was published
    /// @param language    BCP 47 tag
    /// @param reliability Admiralty code, first axis
    /// @param credibility Admiralty code, second axis: 1 (confirmed) to 5 (improbable), 6 where it can't be judged
    /// @param copiesFrom  another source of the case that this one takes over: not independent of it
    record SourceCited(
            UUID sourceId,
            @Nullable String url,
            @Nullable String documentRef,
            String title,
            @Nullable String publisher,
            @Nullable String author,
            @Nullable When published,
            @Nullable String language,
            @Nullable Reliability reliability,
            @Nullable Integer credibility,
            @Nullable UUID copiesFrom,
            @Nullable Marking marking,
            List<ExternalRef> externalRefs)
            implements SourceEvent {

        public SourceCited {
            Check.required(sourceId, "sourceId");
            externalRefs = Check.list(externalRefs, "externalRefs");
            Check.text(title, "title");
            Check.that(url != null || documentRef != null, "url", "or documentRef is required");
            Check.that(credibility == null || (credibility >= 1 && credibility <= 6), "credibility", "must be from 1 to 6");
        }
    }
}
