package io.flankwatch.command.vocabulary;

import io.flankwatch.events.Marking;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.events.When;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What a decision depends on besides the case and the command; so that deciding is a pure function.
///
/// @param now       the service's clock
/// @param subject   who asks
/// @param clearance the highest marking they may see
/// @param ids       new ids
public record Context(Instant now, String subject, Marking clearance, Supplier<UUID> ids) {

    /// How far a client's clock may be ahead of ours.
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    /// What has not happened yet is no fact; plans are not asked.
    public void hasHappened(When when, String pointer) {
        Instant start = when.earliest() == null ? when.latest() : when.earliest();
        if (start != null && start.isAfter(now.plus(TOLERANCE))) {
            throw Refused.at(pointer, RefusalCode.OCCURRED_IN_FUTURE, "it is " + now + " now");
        }
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
