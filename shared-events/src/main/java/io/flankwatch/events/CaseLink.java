package io.flankwatch.events;

import java.util.UUID;

/// How a case says that it stands to another one.
///
/// @param caseId the other one
public record CaseLink(UUID caseId, Relation relation) {

    public CaseLink {
        Check.required(caseId, "caseId");
        Check.required(relation, "relation");
    }

    public enum Relation {
        RELATED,
        /// It is about the same thing as the other one, which goes on.
        DUPLICATE_OF,
        PART_OF
    }
}
