package io.flankwatch.platform.access;

import io.flankwatch.events.Marking;
import java.util.Set;

/// Up to where a reader sees: a parameter of every read, so that there is no read without one.
///
/// @param subject   decides membership: RED is for the members of a case
/// @param clearance the highest marking the reader may see
/// @param auditor   sees everything, whatever the marking
public record Ceiling(String subject, Marking clearance, boolean auditor) {

    /// @param members subjects of the case's members now
    public boolean allows(Marking marking, Set<String> members) {
        return auditor || (clearance.allows(marking) && (marking != Marking.RED || members.contains(subject)));
    }

    /// What two readers of a case have in common who see the same of it; part of every ETag.
    public String key(Set<String> members) {
        return auditor ? "AUDITOR" : clearance + (members.contains(subject) ? "/MEMBER" : "");
    }
}
