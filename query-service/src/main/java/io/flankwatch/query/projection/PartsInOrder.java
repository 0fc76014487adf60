package io.flankwatch.query.projection;

import io.flankwatch.events.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The ids of a case's parts of one sort, in the order in which they came to be: an index, beside the parts themselves.
public record PartsInOrder(List<UUID> ids) {

    public PartsInOrder {
        ids = Check.list(ids, "ids");
    }

    public static PartsInOrder with(@Nullable PartsInOrder before, UUID id) {
        List<UUID> all = before == null ? new ArrayList<>() : new ArrayList<>(before.ids);
        all.add(id);
        return new PartsInOrder(all);
    }
}
