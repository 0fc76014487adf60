package io.flankwatch.events;

/// What another system calls the same thing.
public record ExternalRef(String system, String ref) {

    public ExternalRef {
        Check.text(system, "system");
        Check.text(ref, "ref");
    }
}
