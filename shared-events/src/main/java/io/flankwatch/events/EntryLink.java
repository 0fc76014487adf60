package io.flankwatch.events;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How an entry says that it stands to another one.
///
/// @param otherCaseId the case of the other one; absent: the same case
public record EntryLink(Relation relation, @Nullable UUID otherCaseId, UUID otherId) {

    public EntryLink {
        Check.required(relation, "relation");
        Check.required(otherId, "otherId");
    }

    public enum Relation {
        /// Both are about the same thing that happened: figures count it once.
        SAME_INCIDENT,
        /// What it is about belongs to what the other one is about: figures count the parts, and not the whole beside them.
        PART_OF,
        IN_RESPONSE_TO,
        CONTRADICTS;

        /// Whether it says the same the other way round.
        public boolean mutual() {
            return this == SAME_INCIDENT || this == CONTRADICTS;
        }
    }
}
