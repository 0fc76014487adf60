package io.flankwatch.events;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One member of a record that has changed: its value before and after, as JSON has it (texts, numbers, booleans, lists and maps of these).
///
/// @param field  name of the member
/// @param before absent where there was none
/// @param after  absent where there is none any more
public record FieldChange(String field, @Nullable Object before, @Nullable Object after) {

    public FieldChange {
        Check.text(field, "field");
        Check.that(!Objects.equals(before, after), "after", "must differ from before");
    }

    /// What differs between two records of one kind, in the order of their members.
    ///
    /// @param after absent: it is no more; what it was about is not among the changes
    public static List<FieldChange> between(Record before, @Nullable Record after) {
        Map<String, Object> one = members(before);
        Map<String, Object> other = after == null ? Map.of("entryId", Objects.requireNonNull(one.get("entryId"))) : members(after);
        Set<String> fields = new LinkedHashSet<>(one.keySet());
        fields.addAll(other.keySet());
        List<FieldChange> changes = new ArrayList<>();
        for (String field : fields) {
            if (!Objects.equals(one.get(field), other.get(field))) {
                changes.add(new FieldChange(field, one.get(field), other.get(field)));
            }
        }
        return changes;
    }

    private static Map<String, Object> members(Record value) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            Object content = content(value, component);
            if (content instanceof Record part && component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                members.putAll(members(part));
            } else if (content != null && !content.equals(List.of())) {
                members.put(component.getName(), plain(content));
            }
        }
        return members;
    }

    /// As it comes back when it is read without being told what it is.
    private static Object plain(Object value) {
        return switch (value) {
            case Record part -> members(part);
            case List<?> several -> several.stream().map(each -> plain(Objects.requireNonNull(each))).toList();
            case Boolean flag -> flag;
            case Double number -> number;
            case Integer number -> number;
            case Long number when number == number.intValue() -> number.intValue();
            case Long number -> number;
            default -> value.toString();
        };
    }

    private static @Nullable Object content(Record value, RecordComponent component) {
        try {
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
