package io.flankwatch.events;

/// The kinds of entry that a timeline holds.
public enum EntryKind {
    INCURSION,
    CASUALTY,
    DEVELOPMENT,
    REACTION,
    MEETING,
    PROTOCOL_CHANGE,
    NOTE
}
