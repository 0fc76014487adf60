package io.flankwatch.platform.persons;

/// What a person is in what an entry tells.
public enum PersonRole {
    VICTIM,
    WITNESS,
    RELATIVE,
    RESPONDER,
    SUSPECT,
    OFFICIAL,
    OTHER,
    UNKNOWN
}
