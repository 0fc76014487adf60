package io.flankwatch.command.vocabulary;

import io.flankwatch.events.Marking;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/// What a decision depends on besides the case and the command; so that deciding is a pure function.
///
/// @param now       the service's clock
/// @param subject   who asks
/// @param clearance the highest marking they may see
/// @param ids       new ids
public record Context(Instant now, String subject, Marking clearance, Supplier<UUID> ids) {

    public boolean sees(Marking marking, Set<String> members) {
        return clearance.allows(marking) && (marking != Marking.RED || members.contains(subject));
    }
}
