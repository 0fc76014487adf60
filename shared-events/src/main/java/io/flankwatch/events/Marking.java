package io.flankwatch.events;

/// TLP 2.0 labels without their prefix, from the least to the most restricted; the order of the constants is the rank.
public enum Marking {
    CLEAR,
    GREEN,
    AMBER,
    AMBER_STRICT,
    RED;

    public boolean allows(Marking marking) {
        return compareTo(marking) >= 0;
    }

    public static Marking strictest(Marking one, Marking other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /// @param label as TLP writes it, without its prefix
    public static Marking of(String label) {
        for (Marking marking : values()) {
            if (marking.toString().equals(label)) {
                return marking;
            }
        }
        throw new IllegalArgumentException("no marking " + label);
    }

    /// The label as TLP writes it.
    @Override
    public String toString() {
        return this == AMBER_STRICT ? "AMBER+STRICT" : name();
    }
}
