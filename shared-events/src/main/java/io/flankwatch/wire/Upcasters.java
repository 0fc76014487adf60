package io.flankwatch.wire;

import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/// Brings older versions of stored types up to the one that the code knows, step by step.
final class Upcasters {

    /// One step from a stored version to the next: it changes `data` and sets `type` to the next version's name.
    private static final Map<String, Consumer<ObjectNode>> STEPS = Map.of();

    private Upcasters() {}

    static boolean isOld(String type) {
        return STEPS.containsKey(type);
    }

    static void apply(ObjectNode envelope) {
        Consumer<ObjectNode> step;
        while ((step = STEPS.get(envelope.required("type").stringValue())) != null) {
            step.accept(envelope);
        }
    }
}
