package io.flankwatch.events;

/// The parts of a casualty claim.
public final class Casualty {

    private Casualty() {}

    /// What a claim is about: named entries, or the whole case.
    public enum Scope {
        ENTRIES,
        CASE
    }

    public enum Metric {
        KILLED,
        INJURED,
        MISSING,
        DISPLACED
    }

    /// How well a claim is supported (after the grading of Airwars); DISCOUNTED counts in no figure.
    public enum Grade {
        CONFIRMED,
        FAIR,
        WEAK,
        CONTESTED,
        DISCOUNTED
    }

    /// A share of a claim's total by one way of dividing it.
    ///
    /// @param by    the way of dividing
    /// @param group men, women, girls, boys, unknown; civilian, combatant, unknown; or the name of a side
    public record Part(Division by, String group, Quantity count) {

        public Part {
            Check.required(by, "by");
            Check.text(group, "group");
            Check.required(count, "count");
        }
    }

    public enum Division {
        AGE_AND_SEX,
        STATUS,
        SIDE
    }
}
