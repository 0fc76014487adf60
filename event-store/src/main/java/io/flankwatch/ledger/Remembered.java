package io.flankwatch.ledger;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;

/// States of streams in memory, so that a load reads only what was appended since. The one that has not been asked for the longest goes first.
///
/// A state is never the last word: whoever takes it reads the stream's events after it as well.
final class Remembered {

    private final int states;
    private final long events;
    private final Map<String, DomainEventMessage<?>> byStream = new LinkedHashMap<>(16, 0.75f, true);
    private long held;

    /// @param states at most
    /// @param events that the states were made of, at most, all together: a measure of what they take
    Remembered(int states, long events) {
        this.states = states;
        this.events = events;
    }

    /// Keeps the later of two.
    synchronized void put(DomainEventMessage<?> state) {
        DomainEventMessage<?> known = byStream.get(state.getAggregateIdentifier());
        if (known != null) {
            if (known.getSequenceNumber() >= state.getSequenceNumber()) {
                return;
            }
            held -= size(known);
        }
        byStream.put(state.getAggregateIdentifier(), state);
        held += size(state);
        Iterator<DomainEventMessage<?>> eldest = byStream.values().iterator();
        while (byStream.size() > states || held > events) {
            held -= size(eldest.next());
            eldest.remove();
        }
    }

    synchronized Optional<DomainEventMessage<?>> get(String stream) {
        return Optional.ofNullable(byStream.get(stream));
    }

    synchronized void remove(String stream) {
        DomainEventMessage<?> known = byStream.remove(stream);
        if (known != null) {
            held -= size(known);
        }
    }

    private static long size(DomainEventMessage<?> state) {
        return state.getSequenceNumber() + 1;
    }
}
