package io.flankwatch.events;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What happens to the case as a file.
public sealed interface CaseFileEvent extends CaseEvent {

    /// @param marking   of every entry that has none of its own
    /// @param countries ISO 3166-1 alpha-2
    /// @param lead      subject of the token of the analyst who leads it
    /// @param openedBy  subject of the token of its opener; opener and lead are members of the case
    record CaseOpened(
            UUID caseId,
            String title,
            @Nullable String summary,
            Marking marking,
            List<String> countries,
            List<String> tags,
            @Nullable String lead,
            String openedBy,
            List<ExternalRef> externalRefs)
            implements CaseFileEvent {

        public CaseOpened {
            Check.required(caseId, "caseId");
            Check.text(title, "title");
            Check.optionalText(summary, "summary");
            Check.required(marking, "marking");
            countries = Check.list(countries, "countries");
            tags = Check.list(tags, "tags");
            Check.optionalText(lead, "lead");
            Check.text(openedBy, "openedBy");
            externalRefs = Check.list(externalRefs, "externalRefs");
        }
    }

    /// @param reason required where it was forced
    /// @param forced true where it was to be closed even with open indicators; those were withdrawn in the same commit
    record CaseClosed(@Nullable String reason, boolean forced) implements CaseFileEvent {}
}
