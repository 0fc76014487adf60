package io.flankwatch.platform.access;

import io.flankwatch.events.Marking;
import java.util.EnumSet;
import java.util.Set;

/// Who asks, as their token says.
///
/// @param subject   `sub`
/// @param clientId  `azp` or `client_id`
/// @param roles     with SUPERVISOR always ANALYST too
/// @param clearance the highest marking they may see; CLEAR where the token says nothing
public record Actor(String subject, String clientId, Set<Role> roles, Marking clearance) {

    public Actor {
        Set<Role> all = EnumSet.noneOf(Role.class);
        all.addAll(roles);
        if (all.contains(Role.SUPERVISOR)) {
            all.add(Role.ANALYST);
        }
        roles = Set.copyOf(all);
    }

    public Ceiling ceiling() {
        return new Ceiling(subject, clearance, roles.contains(Role.AUDITOR));
    }
}
