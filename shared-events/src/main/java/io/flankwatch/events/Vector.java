package io.flankwatch.events;

/// What an entry is about; every entry belongs to exactly one.
public enum Vector {
    MILITARY,
    HUMANITARIAN,
    DIPLOMATIC,
    LEGAL_POLICY,
    INFORMATION,
    ECONOMIC
}
