package io.flankwatch.platform.access;

/// What a token's holder may do; a supervisor is an analyst too.
public enum Role {
    ANALYST,
    SUPERVISOR,
    AUDITOR,
    INTEGRATOR,
    OPERATOR
}
