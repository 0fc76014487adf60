package io.flankwatch.command.vocabulary;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something that a client should know about what was recorded; nothing is refused for it.
///
/// @param pointer    JSON pointer into the body
/// @param candidates entries of the case that may be the same, at most ten; absent where it is not about others
public record Warning(Code code, String pointer, String detail, @Nullable List<UUID> candidates) {

    public Warning(Code code, String pointer, String detail) {
        this(code, pointer, detail, null);
    }

    public Warning under(String prefix) {
        return new Warning(code, prefix + pointer, detail, candidates);
    }

    public enum Code {
        BOUNDS_INVERTED,
        POSSIBLE_DUPLICATE,
        OCCURRED_AFTER_PUBLICATION,
        COUNTRY_MISMATCH
    }
}
