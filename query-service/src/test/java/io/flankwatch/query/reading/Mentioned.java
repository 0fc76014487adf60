package io.flankwatch.query.reading;

import io.flankwatch.events.CaseEvent;
import java.util.List;
import java.util.UUID;

/// What an event tells of, for whoever makes up events.
public final class Mentioned {

    private Mentioned() {}

    public static List<UUID> by(CaseEvent event) {
        return Mentions.of(event);
    }
}
