package io.flankwatch.query.projection;

/// Another process has changed a document since it was read: what was folded onto it must be folded again.
final class Overtaken extends IllegalStateException {

    private static final long serialVersionUID = 1;

    Overtaken(String message) {
        super(message);
    }
}
