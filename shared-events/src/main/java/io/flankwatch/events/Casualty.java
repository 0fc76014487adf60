package io.flankwatch.events;

import java.util.List;

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
    /// @param group one of its division's; of a SIDE, its name
    public record Part(Division by, String group, Quantity count) {

        public Part {
            Check.required(by, "by");
            Check.text(group, "group");
            Check.required(count, "count");
        }
    }

    /// AGE_AND_SEX as OHCHR divides it: children are those of unknown sex, adults likewise.
    public enum Division {
        AGE_AND_SEX,
        STATUS,
        SIDE;

        /// The groups that there are; empty where any name will do.
        public List<String> groups() {
            return switch (this) {
                case AGE_AND_SEX -> List.of("men", "women", "girls", "boys", "children", "adults", "unknown");
                case STATUS -> List.of("civilian", "combatant", "unknown");
                case SIDE -> List.of();
            };
        }
    }
}
