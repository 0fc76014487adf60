package io.flankwatch.command.vocabulary;

import io.flankwatch.events.Check;
import io.flankwatch.events.ExternalRef;
import io.flankwatch.events.Marking;
import io.flankwatch.events.Reliability;
import io.flankwatch.events.When;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A source as a client names it. Inside an entry it is either one that the case has (by `sourceId`, or by the same `url` or
/// `documentRef`), or a new one that is cited in the same commit.
///
/// @param sourceId    of a source of the case; or the id that a new one is to have
/// @param url         `url` or `documentRef` identifies a source within its case
/// @param documentRef what a document is called that has no URL
/// @param title       required for a new source
/// @param language    BCP 47 tag
/// @param reliability Admiralty code, first axis
/// @param credibility Admiralty code, second axis: 1 to 6
/// @param copiesFrom  another source of the case that this one takes over
/// @param locator     where in the source, for the entry that rests on it
public record SourceDraft(
        @Nullable UUID sourceId,
        @Nullable String url,
        @Nullable String documentRef,
        @Nullable String title,
        @Nullable String publisher,
        @Nullable String author,
        @Nullable When published,
        @Nullable String language,
        @Nullable Reliability reliability,
        @Nullable Integer credibility,
        @Nullable UUID copiesFrom,
        @Nullable Marking marking,
        @Nullable List<ExternalRef> externalRefs,
        @Nullable String locator) {

    public SourceDraft {
        Check.url(url, "url");
        Check.optionalText(documentRef, "documentRef");
        Check.optionalText(title, "title");
        Check.optionalText(publisher, "publisher");
        Check.optionalText(author, "author");
        Check.language(language, "language");
        Check.optionalText(locator, "locator");
        Check.that(credibility == null || (credibility >= 1 && credibility <= 6), "credibility", "must be from 1 to 6");
        Check.that(sourceId != null || url != null || documentRef != null, "url", "or documentRef is required");
        externalRefs = Check.list(externalRefs, "externalRefs");
    }
}
