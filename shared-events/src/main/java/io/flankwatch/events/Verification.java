package io.flankwatch.events;

/// Whether an entry holds; a FALSE_ALARM is kept and stays outside every figure.
public enum Verification {
    UNVERIFIED,
    CONFIRMED,
    CONTESTED,
    FALSE_ALARM
}
