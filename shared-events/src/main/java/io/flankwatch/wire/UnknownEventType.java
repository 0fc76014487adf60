package io.flankwatch.wire;

/// A stored type or version that this build does not know. Reading stops here: to go on would be to lose an event silently.
public final class UnknownEventType extends RuntimeException {

    UnknownEventType(String type) {
        super("unknown event type " + type);
    }
}
