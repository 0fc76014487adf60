package io.flankwatch.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What something was, and what it is now. Absent where there was or is nothing; a list without elements is nothing.
public record Change<T>(@Nullable T before, @Nullable T after) {

    public Change {
        before = before instanceof List<?> list && list.isEmpty() ? null : before;
        after = after instanceof List<?> list && list.isEmpty() ? null : after;
        Check.that(before == null ? after != null : !before.equals(after), "after", "must not be what it was");
    }

    /// What a field is after it: the field as it was where nothing was changed.
    static <T> @Nullable T after(@Nullable Change<T> change, @Nullable T current) {
        return change == null ? current : change.after();
    }
}
