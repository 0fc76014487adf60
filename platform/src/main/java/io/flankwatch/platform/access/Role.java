package io.flankwatch.platform.access;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What a token's holder may do; a supervisor is an analyst too.
public enum Role {
    ANALYST,
    SUPERVISOR,
    AUDITOR,
    INTEGRATOR,
    OPERATOR;

    /// The name as tokens write it.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> labelled(String label) {
        return Stream.of(values()).filter(role -> role.label().equals(label)).findFirst();
    }
}
