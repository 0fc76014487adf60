package io.flankwatch.command.vocabulary;

import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who asked what, carried beside a command.
///
/// @param about           the case, or the person, that the command is about
/// @param causationId     the event that it is asked because of; else the command itself
/// @param expectedVersion of its stream before the command; absent: any
public record Asked(
        Context context, UUID about, UUID commandId, UUID correlationId, UUID causationId, String clientId, @Nullable Long expectedVersion) {

    /// Under which a command message's metadata holds it.
    public static final String KEY = "asked";

    public static Asked of(Map<String, ?> metadata) {
        return (Asked) Objects.requireNonNull(metadata.get(KEY), "a command without who asked");
    }
}
