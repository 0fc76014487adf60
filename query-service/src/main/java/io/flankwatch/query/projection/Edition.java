package io.flankwatch.query.projection;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What one answer is given from: one generation of each view that there is one of.
final class Edition {

    private final Map<String, ViewProcessor> views;
    private int readers;

    Edition(Map<String, ViewProcessor> views) {
        this.views = new LinkedHashMap<>(views);
    }

    @Nullable ViewProcessor of(String view) {
        return views.get(view);
    }

    Collection<ViewProcessor> processors() {
        return views.values();
    }

    boolean is(Map<String, Generation> generations) {
        Map<String, Generation> own = new HashMap<>();
        views.forEach((view, processor) -> own.put(view, processor.generation()));
        return own.equals(generations);
    }

    boolean has(ViewProcessor processor) {
        return views.containsValue(processor);
    }

    /// Up to where each view has read the ledger, as far as that is known.
    Map<String, Long> positions() {
        Map<String, Long> positions = new HashMap<>();
        views.forEach((view, processor) -> processor.position().ifPresent(position -> positions.put(view, position)));
        return positions;
    }

    /// Whether each of its views has come at least as far.
    boolean reached(Map<String, Long> positions) {
        return views.entrySet().stream().allMatch(view -> {
            Long least = positions.get(view.getKey());
            return least == null || view.getValue().position().orElse(-1) >= least;
        });
    }

    void entered() {
        readers++;
    }

    void left() {
        readers--;
    }

    boolean unread() {
        return readers == 0;
    }
}
