package io.flankwatch.command.vocabulary;

import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.Marking;
import io.flankwatch.events.Redaction;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.events.When;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What a decision depends on besides the case and the command; so that deciding is a pure function.
///
/// @param now        the service's clock
/// @param subject    who asks
/// @param clearance  the highest marking they may see
/// @param supervisor whether they have that role
/// @param ids        new ids
/// @param others     markings of other cases and of their entries
/// @param revisions  how changes are read
/// @param residues   what is left of the case's stored events
/// @param positions  where the case's events are
public record Context(
        Instant now,
        String subject,
        Marking clearance,
        boolean supervisor,
        Supplier<UUID> ids,
        Others others,
        Revisions revisions,
        Residues residues,
        Positions positions) {

    /// Whether an event of the case is at a position of the ledger.
    @FunctionalInterface
    public interface Positions {

        boolean has(long position);
    }

    /// Reads the ledger for what redacting an entry leaves of the stored events of the case that tell of it.
    @FunctionalInterface
    public interface Residues {

        /// @throws Refused NOT_REDACTABLE
        List<Redaction.Residue> of(UUID entryId, List<String> pointers);
    }

    /// Reads the changes of a revision as the command that would record anew what is revised.
    @FunctionalInterface
    public interface Revisions {

        /// @param before  an entry, a hypothesis, or how a meeting ended
        /// @param command what records such a thing
        /// @param changes its members as JSON has them; null takes one away
        <C extends CaseCommand> C revised(CaseEvent before, Class<C> command, Map<String, @Nullable Object> changes);
    }

    /// What decisions have to know of other cases: how they and their entries are marked now.
    @FunctionalInterface
    public interface Others {

        /// @param entryId absent: the case itself is meant
        /// @return null for what who asks may not know to exist
        @Nullable Marking marking(UUID caseId, @Nullable UUID entryId);
    }

    /// How far a client's clock may be ahead of ours.
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    /// What has not happened yet is no fact; plans are not asked.
    public void hasHappened(When when, String pointer) {
        Instant start = when.earliest() == null ? when.latest() : when.earliest();
        if (start != null && start.isAfter(now.plus(TOLERANCE))) {
            throw Refused.at(pointer, RefusalCode.OCCURRED_IN_FUTURE, "it is " + now + " now");
        }
    }

    /// Whether a marking may be changed to another: to a stricter one that they still see, or, by a supervisor with a reason, to a looser one.
    public void mayRemark(Marking before, Marking after, @Nullable String reason, Set<String> members) {
        if (before == after) {
            throw Refused.at("/marking", RefusalCode.NOTHING_CHANGED, "it is marked " + after + " already");
        }
        mayMark(after, "/marking", members);
        if (before.allows(after)) {
            if (!supervisor) {
                throw Refused.at("/marking", RefusalCode.ROLE_MISSING, "a looser marking needs a supervisor");
            }
            if (reason == null) {
                throw Refused.at("/reason", RefusalCode.REASON_REQUIRED, "a looser marking needs a reason");
            }
        }
    }

    /// What decides who is of a case is for those who are, and for supervisors: else anybody could join.
    public void mayStaff(Set<String> members) {
        if (!supervisor && !members.contains(subject)) {
            throw new Refused(RefusalCode.MEMBERS_ONLY, "you are neither a member of the case nor a supervisor");
        }
    }

    /// The marking of another case.
    public Marking other(UUID caseId, String pointer) {
        Marking marking = others.marking(caseId, null);
        if (marking == null) {
            throw Refused.at(pointer, RefusalCode.NO_SUCH_CASE, "there is no case " + caseId);
        }
        return marking;
    }

    /// The marking of another case's entry: the same answer where it is hidden and where there is none.
    public Marking other(UUID caseId, UUID entryId, String pointer) {
        Marking marking = others.marking(caseId, entryId);
        if (marking == null) {
            throw Refused.at(pointer, RefusalCode.NO_SUCH_ENTRY, "case " + caseId + " has no entry " + entryId);
        }
        return marking;
    }

    public boolean sees(Marking marking, Set<String> members) {
        return clearance.allows(marking) && (marking != Marking.RED || members.contains(subject));
    }

    /// Nobody marks what they could not see afterwards.
    ///
    /// @param marking absent: none is set
    public void mayMark(@Nullable Marking marking, String pointer, Set<String> members) {
        if (marking != null && !sees(marking, members)) {
            throw Refused.at(
                    pointer,
                    RefusalCode.MARKING_ABOVE_CLEARANCE,
                    clearance.allows(marking) ? "RED is for the members of a case" : "your clearance is " + clearance);
        }
    }
}
