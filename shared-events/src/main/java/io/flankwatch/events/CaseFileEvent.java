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

    /// Only what changed; absent: unchanged.
    ///
    /// @param lead membership of the case goes with it
    record CaseDetailsChanged(
            @Nullable Change<String> title,
            @Nullable Change<String> summary,
            @Nullable Change<List<String>> countries,
            @Nullable Change<List<String>> tags,
            @Nullable Change<String> lead,
            @Nullable Change<List<ExternalRef>> externalRefs)
            implements CaseFileEvent {

        public CaseDetailsChanged {
            Check.that(title == null || title.after() != null, "title", "can't be taken away");
            Check.that(
                    title != null || summary != null || countries != null || tags != null || lead != null || externalRefs != null,
                    "",
                    "must change something");
        }
    }

    /// What was recorded under the marking before keeps it: what is loosened is the case, not its entries.
    ///
    /// @param reason required where it is looser
    record CaseMarkingChanged(Marking before, Marking after, @Nullable String reason) implements CaseFileEvent {

        public CaseMarkingChanged {
            Check.required(before, "before");
            Check.required(after, "after");
            Check.optionalText(reason, "reason");
        }
    }

    /// @param subject of the token of the analyst who joins the team
    record AnalystAssigned(String subject) implements CaseFileEvent {

        public AnalystAssigned {
            Check.text(subject, "subject");
        }
    }

    /// @param subject of the token of the analyst who leaves the team
    record AnalystRemoved(String subject) implements CaseFileEvent {

        public AnalystRemoved {
            Check.text(subject, "subject");
        }
    }

    /// @param otherId  the case that this one is linked to
    /// @param relation of this case to the other
    record CasesLinked(UUID otherId, CaseLink.Relation relation) implements CaseFileEvent {

        public CasesLinked {
            Check.required(otherId, "otherId");
            Check.required(relation, "relation");
        }
    }

    /// @param relation as it was
    record CasesUnlinked(UUID otherId, CaseLink.Relation relation) implements CaseFileEvent {

        public CasesUnlinked {
            Check.required(otherId, "otherId");
            Check.required(relation, "relation");
        }
    }

    /// @param reason required where it was forced
    /// @param forced true where it was to be closed even with open indicators, which were withdrawn in the same commit, or with assessments that are not approved
    record CaseClosed(@Nullable String reason, boolean forced) implements CaseFileEvent {}

    record CaseReopened(@Nullable String reason) implements CaseFileEvent {}
}
