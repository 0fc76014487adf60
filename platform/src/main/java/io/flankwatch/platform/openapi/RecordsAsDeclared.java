package io.flankwatch.platform.openapi;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A component that is not `@Nullable` is required. A list is not: where it is absent it is empty.
final class RecordsAsDeclared implements ModelConverter {

    @Override
    @SuppressWarnings("rawtypes")
    public @Nullable Schema resolve(AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        if (!chain.hasNext()) {
            return null;
        }
        Class<?> raw = raw(type.getType());
        if (raw != null && JsonNode.class.isAssignableFrom(raw)) {
            // Any JSON; its getters are no members.
            return new Schema<>();
        }
        Schema<?> schema = chain.next().resolve(type, context, chain);
        if (schema != null && raw != null && raw.isRecord()) {
            Schema<?> model = schema.get$ref() == null ? schema : context.getDefinedModels().get(name(schema.get$ref()));
            if (model != null) {
                // One of several kinds of a thing: its own members stand beside the reference to what they have in common.
                Stream.concat(Stream.of(model), Optional.ofNullable(model.getAllOf()).stream().flatMap(List::stream))
                        .filter(part -> part.getProperties() != null)
                        .forEach(part -> require(part, raw));
            }
        }
        return schema;
    }

    private static void require(Schema<?> part, Class<?> type) {
        List<String> required = required(type).filter(part.getProperties()::containsKey).distinct().toList();
        part.setRequired(required.isEmpty() ? null : required);
    }

    private static Stream<String> required(Class<?> type) {
        return Stream.of(type.getRecordComponents()).filter(RecordsAsDeclared::isRequired).flatMap(component -> component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)
                ? required(component.getType())
                : Stream.of(component.getName()));
    }

    private static boolean isRequired(RecordComponent component) {
        Class<?> type = component.getType();
        return !component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                && !Collection.class.isAssignableFrom(type)
                && !Map.class.isAssignableFrom(type);
    }

    private static @Nullable Class<?> raw(Type type) {
        return switch (type) {
            case Class<?> plain -> plain;
            case JavaType jackson -> jackson.getRawClass();
            case ParameterizedType generic -> raw(generic.getRawType());
            default -> null;
        };
    }

    private static String name(String reference) {
        return reference.substring(reference.lastIndexOf('/') + 1);
    }
}
