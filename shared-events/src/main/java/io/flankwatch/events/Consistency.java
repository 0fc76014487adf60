package io.flankwatch.events;

/// How an entry goes with a hypothesis (analysis of competing hypotheses; Heuer, Psychology of Intelligence Analysis, chapter 8).
public enum Consistency {
    VERY_CONSISTENT(0),
    CONSISTENT(0),
    NEUTRAL(0),
    INCONSISTENT(1),
    VERY_INCONSISTENT(2);

    private final int inconsistency;

    Consistency(int inconsistency) {
        this.inconsistency = inconsistency;
    }

    /// What it counts against the hypothesis. Nothing counts for one: what is consistent with it is often consistent with others, too.
    public int inconsistency() {
        return inconsistency;
    }
}
