package io.flankwatch.events;

/// Admiralty code, first axis: how reliable a source is, A (completely) to E (unreliable); F means that it can't be judged.
public enum Reliability {
    A,
    B,
    C,
    D,
    E,
    F
}
