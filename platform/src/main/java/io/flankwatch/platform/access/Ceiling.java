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

    /// The highest marking of which the reader may see what a case has.
    ///
    /// @param members subjects of the case's members now
    public Marking highest(Set<String> members) {
        Marking highest = Marking.CLEAR;
        for (Marking marking : Marking.values()) {
            if (allows(marking, members)) {
                highest = Marking.strictest(highest, marking);
            }
        }
        return highest;
    }

    /// The same reader, as somebody who may see no more than this. RED has nothing above it, and stays with those who may see it.
    ///
    /// @param marking none above what the reader may see
    public Ceiling loweredTo(Marking marking) {
        return marking == Marking.RED ? this : new Ceiling(subject, marking, false);
    }

    /// What two readers of a case have in common who see the same of it; part of every ETag.
    public String key(Set<String> members) {
        return auditor ? "AUDITOR" : clearance + (members.contains(subject) ? "/MEMBER" : "");
    }
}
