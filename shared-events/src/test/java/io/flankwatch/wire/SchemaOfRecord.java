package io.flankwatch.wire;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.flankwatch.events.LedgerEvent;
import io.flankwatch.events.OfAnyKind;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The schema of an event as [Json] writes it: closed, so that a member which is not in it is an error. (What libraries make of members that
/// are unwrapped into their parent can't be closed.)
final class SchemaOfRecord {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final TreeMap<String, ObjectNode> definitions = new TreeMap<>();

    /// Of the generic record that is written out just now.
    private final Map<TypeVariable<?>, AnnotatedType> arguments = new HashMap<>();

    private SchemaOfRecord() {}

    static ObjectNode of(Class<? extends LedgerEvent> event) {
        SchemaOfRecord made = new SchemaOfRecord();
        EventTypes.StoredType stored = EventTypes.stored(event);
        ObjectNode schema = JSON.objectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("$id", stored.schema());
        schema.put("title", stored.name());
        schema.setAll(made.object(event));
        if (!made.definitions.isEmpty()) {
            schema.putObject("$defs").setAll(made.definitions);
        }
        return schema;
    }

    private ObjectNode object(Class<?> type) {
        ObjectNode object = JSON.objectNode();
        object.put("type", "object");
        ObjectNode properties = JSON.objectNode();
        ArrayNode required = JSON.arrayNode();
        members(type, true, properties, required);
        object.set("properties", properties);
        if (!required.isEmpty()) {
            object.set("required", required);
        }
        object.put("additionalProperties", false);
        return object;
    }

    private void members(Class<?> type, boolean always, ObjectNode properties, ArrayNode required) {
        for (RecordComponent component : type.getRecordComponents()) {
            boolean there = always && !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class) || component.isAnnotationPresent(JsonUnwrapped.class)) {
                members(component.getType(), there, properties, required);
            } else {
                properties.set(component.getName(), member(component));
                // An empty list is left out.
                if (there && component.getType() != List.class) {
                    required.add(component.getName());
                }
            }
        }
    }

    /// A type that is told apart only where it is a member of another says so there.
    private ObjectNode member(RecordComponent component) {
        return component.getAccessor().isAnnotationPresent(OfAnyKind.class)
                ? oneOf(OfAnyKind.class)
                : value(component.getAnnotatedType());
    }

    private ObjectNode value(AnnotatedType annotated) {
        Type type = annotated.getType();
        if (annotated instanceof AnnotatedParameterizedType list && ((ParameterizedType) type).getRawType() == List.class) {
            ObjectNode array = JSON.objectNode();
            array.put("type", "array");
            array.set("items", value(list.getAnnotatedActualTypeArguments()[0]));
            return array;
        }
        if (type instanceof TypeVariable<?> variable) {
            return value(Objects.requireNonNull(arguments.get(variable)));
        }
        if (annotated instanceof AnnotatedParameterizedType generic) {
            return generic((Class<?>) ((ParameterizedType) type).getRawType(), generic.getAnnotatedActualTypeArguments());
        }
        Class<?> of = (Class<?>) type;
        if (of == String.class) {
            return plain("string", null);
        }
        if (of == UUID.class) {
            return plain("string", "uuid");
        }
        if (of == Instant.class) {
            return plain("string", "date-time");
        }
        if (of == boolean.class || of == Boolean.class) {
            return plain("boolean", null);
        }
        if (of == int.class || of == Integer.class || of == long.class || of == Long.class) {
            return plain("integer", null);
        }
        if (of == double.class || of == Double.class || of == java.math.BigDecimal.class) {
            return plain("number", null);
        }
        if (of == Object.class) {
            return JSON.objectNode();
        }
        return JSON.objectNode().put("$ref", "#/$defs/" + defined(of));
    }

    /// Written out wherever it is used: there is a schema for each use of a generic record.
    private ObjectNode generic(Class<?> type, AnnotatedType[] given) {
        for (int i = 0; i < given.length; i++) {
            arguments.put(type.getTypeParameters()[i], given[i]);
        }
        return object(type);
    }

    private String defined(Class<?> type) {
        String name = type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
        if (!definitions.containsKey(name)) {
            definitions.put(name, JSON.objectNode());
            definitions.put(name, type.isEnum() ? constants(type) : type.isSealed() ? oneOf(type) : object(type));
        }
        return name;
    }

    private static ObjectNode constants(Class<?> type) {
        ObjectNode schema = JSON.objectNode();
        ArrayNode constants = schema.putArray("enum");
        Arrays.stream(type.getEnumConstants()).map(Object::toString).forEach(constants::add);
        return schema;
    }

    private ObjectNode oneOf(AnnotatedElement type) {
        String tag = type.getAnnotation(JsonTypeInfo.class).property();
        ObjectNode schema = JSON.objectNode();
        ArrayNode alternatives = schema.putArray("oneOf");
        for (JsonSubTypes.Type each : type.getAnnotation(JsonSubTypes.class).value()) {
            ObjectNode alternative = object(each.value());
            ObjectNode properties = JSON.objectNode();
            properties.putObject(tag).put("const", each.name());
            properties.setAll((ObjectNode) alternative.required("properties"));
            alternative.set("properties", properties);
            ArrayNode required = JSON.arrayNode().add(tag);
            JsonNode others = alternative.get("required");
            if (others != null) {
                others.forEach(required::add);
            }
            alternative.set("required", required);
            alternatives.add(alternative);
        }
        return schema;
    }

    private static ObjectNode plain(String type, @Nullable String format) {
        ObjectNode schema = JSON.objectNode().put("type", type);
        return format == null ? schema : schema.put("format", format);
    }
}
