package io.flankwatch.events;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A source of the same case that an entry rests on.
///
/// @param locator where in the source: page, paragraph, minute
public record SourceUse(UUID sourceId, @Nullable String locator) {

    public SourceUse {
        Check.required(sourceId, "sourceId");
        Check.optionalText(locator, "locator");
    }
}
