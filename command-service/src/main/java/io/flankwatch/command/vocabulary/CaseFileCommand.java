package io.flankwatch.command.vocabulary;

import io.flankwatch.events.CaseLink;
import io.flankwatch.events.Check;
import io.flankwatch.events.Country;
import io.flankwatch.events.ExternalRef;
import io.flankwatch.events.Marking;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What can be asked of the case as a file.
public sealed interface CaseFileCommand extends CaseCommand {

    /// @param caseId    any RFC 9562 UUID; absent: the service makes a UUIDv7
    /// @param marking   absent: AMBER
    /// @param countries ISO 3166-1 alpha-2
    /// @param lead      subject of the token of the analyst who leads it
    record OpenCase(
            @Nullable UUID caseId,
            String title,
            @Nullable String summary,
            @Nullable Marking marking,
            @Nullable List<String> countries,
            @Nullable List<String> tags,
            @Nullable String lead,
            @Nullable List<ExternalRef> externalRefs)
            implements CaseFileCommand {

        public OpenCase {
            Check.text(title, "title");
            Check.optionalText(summary, "summary");
            countries = Country.codes(countries, "countries");
            tags = Check.texts(tags, "tags");
            Check.optionalText(lead, "lead");
            externalRefs = Check.list(externalRefs, "externalRefs");
        }
    }

    /// Members that are absent stay as they are.
    ///
    /// @param countries instead of those before; an empty list takes them away
    /// @param clear     what is taken away altogether
    record ChangeCaseDetails(
            @Nullable String title,
            @Nullable String summary,
            @Nullable List<String> countries,
            @Nullable List<String> tags,
            @Nullable String lead,
            @Nullable List<ExternalRef> externalRefs,
            @Nullable Set<Detail> clear)
            implements CaseFileCommand {

        public ChangeCaseDetails {
            Check.optionalText(title, "title");
            Check.optionalText(summary, "summary");
            if (countries != null) {
                countries = Country.codes(countries, "countries");
            }
            if (tags != null) {
                tags = Check.texts(tags, "tags");
            }
            Check.optionalText(lead, "lead");
            if (externalRefs != null) {
                externalRefs = Check.list(externalRefs, "externalRefs");
            }
            clear = clear == null ? Set.of() : Set.copyOf(clear);
            Check.that(summary == null || !clear.contains(Detail.SUMMARY), "summary", "can't be set and cleared");
            Check.that(lead == null || !clear.contains(Detail.LEAD), "lead", "can't be set and cleared");
        }

        public boolean clears(Detail detail) {
            return clear != null && clear.contains(detail);
        }

        /// What a case can do without.
        public enum Detail {
            SUMMARY("summary"),
            LEAD("lead");

            private final String member;

            Detail(String member) {
                this.member = member;
            }

            /// The name of the member.
            @Override
            public String toString() {
                return member;
            }
        }
    }

    /// @param reason required where it is looser
    record ChangeCaseMarking(Marking marking, @Nullable String reason) implements CaseFileCommand {

        public ChangeCaseMarking {
            Check.required(marking, "marking");
            Check.optionalText(reason, "reason");
        }
    }

    /// @param subject of the token of the analyst who joins the team; given by the path where there is one
    record AssignAnalyst(String subject) implements CaseFileCommand {

        public AssignAnalyst {
            Check.text(subject, "subject");
        }
    }

    /// @param subject of the token of the analyst who leaves the team; given by the path where there is one
    record RemoveAnalyst(String subject) implements CaseFileCommand {

        public RemoveAnalyst {
            Check.text(subject, "subject");
        }
    }

    /// @param otherId  the case that this one is to be linked to
    /// @param relation of this case to the other
    record LinkCases(UUID otherId, CaseLink.Relation relation) implements CaseFileCommand {

        public LinkCases {
            Check.required(otherId, "otherId");
            Check.required(relation, "relation");
        }
    }

    /// @param otherId given by the path where there is one
    record UnlinkCases(UUID otherId) implements CaseFileCommand {

        public UnlinkCases {
            Check.required(otherId, "otherId");
        }
    }

    record ReopenCase(@Nullable String reason) implements CaseFileCommand {

        public ReopenCase {
            Check.optionalText(reason, "reason");
        }
    }

    /// @param reason required with force
    /// @param force  close although indicators are open, which are withdrawn in the same commit, or assessments are not approved
    record CloseCase(@Nullable String reason, @Nullable Boolean force) implements CaseFileCommand {

        public CloseCase {
            Check.optionalText(reason, "reason");
        }

        public boolean forced() {
            return Boolean.TRUE.equals(force);
        }
    }
}
