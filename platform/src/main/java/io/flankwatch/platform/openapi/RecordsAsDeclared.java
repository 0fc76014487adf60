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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A component that is not `@Nullable` is required. A list is not: where it is absent it is empty.
final class RecordsAsDeclared implements ModelConverter {

    @Override
    @SuppressWarnings("rawtypes")
    public @Nullable Schema resolve(AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        if (!chain.hasNext()) {
            return null;
        }
        Schema<?> schema = chain.next().resolve(type, context, chain);
        Class<?> raw = raw(type.getType());
        if (schema != null && raw != null && raw.isRecord()) {
            Schema<?> model = schema.get$ref() == null ? schema : context.getDefinedModels().get(name(schema.get$ref()));
            if (model != null && model.getProperties() != null) {
                List<String> required = required(raw).filter(model.getProperties()::containsKey).distinct().toList();
                model.setRequired(required.isEmpty() ? null : required);
            }
        }
        return schema;
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
