package io.flankwatch.events;

/// A value that can't be built from what was given: `field` names the component of the record that was being built.
public final class InvalidValue extends IllegalArgumentException {

    private final String field;

    public InvalidValue(String field, String message) {
        super(message);
        this.field = field;
    }

    /// The component at fault; empty when it is the whole value.
    public String field() {
        return field;
    }
}
