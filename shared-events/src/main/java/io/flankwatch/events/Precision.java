package io.flankwatch.events;

/// How precisely a source tells a time.
public enum Precision {
    EXACT,
    MINUTE,
    HOUR,
    DAY,
    MONTH,
    YEAR,
    APPROXIMATE,
    UNKNOWN
}
