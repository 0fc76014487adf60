package io.flankwatch.query.projection;

import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Drops generations that no process needs: those that were replaced, given up, or folded by builds that run no more.
final class Leftovers {

    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

    private final ViewStore store;
    private final Presence presence;
    private final Rebuilds rebuilds;
    private final Catalogue catalogue;

    Leftovers(ViewStore store, Presence presence, Rebuilds rebuilds, Catalogue catalogue) {
        this.store = store;
        this.presence = presence;
        this.rebuilds = rebuilds;
        this.catalogue = catalogue;
    }

    /// Looked at in this order, so that what is handed on in between is found with whoever has got it.
    void drop() {
        Set<Generation> there = store.generations();
        Presence.Living living = presence.look();
        Set<Generation> needed = new HashSet<>();
        rebuilds.find().ifPresent(rebuild -> needed.add(rebuild.generation()));
        for (Generation generation : catalogue.all()) {
            if (living.folds(generation)) {
                needed.add(generation);
            } else {
                LOG.info("No process folds {} any more", generation.name());
                catalogue.forget(generation);
            }
        }
        for (Generation generation : there) {
            if (!needed.contains(generation) && !living.generations().contains(generation.name())) {
                LOG.info("What was {} is dropped", generation.name());
                store.drop(generation);
            }
        }
    }
}
