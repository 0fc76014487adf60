package io.flankwatch.platform.openapi;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A component that is not `@Nullable` is required. A list is not: where it is absent it is empty.
final class RecordsAsDeclared implements ModelConverter {

    private final Set<Kind> kinds = ConcurrentHashMap.newKeySet();

    /// @param member that has the name
    private record Kind(String model, String member, String name) {}

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
                kinds.addAll(kinds(raw));
            }
        }
        return schema;
    }

    private static void require(Schema<?> part, Class<?> type) {
        List<String> required = required(type).filter(part.getProperties()::containsKey).distinct().toList();
        part.setRequired(required.isEmpty() ? null : required);
    }

    private static List<Kind> kinds(Class<?> type) {
        return Stream.of(type.getInterfaces())
                .filter(general -> general.isAnnotationPresent(JsonTypeInfo.class) && general.isAnnotationPresent(JsonSubTypes.class))
                .flatMap(general -> Stream.of(general.getAnnotation(JsonSubTypes.class).value())
                        .filter(kind -> kind.value() == type)
                        .map(kind -> new Kind(type.getSimpleName(), general.getAnnotation(JsonTypeInfo.class).property(), kind.name())))
                .toList();
    }

    /// One of several kinds is told by its name: without that, a kind that asks for nothing would be every other one as well. Done when all is made, since
    /// kinds that have parts of their own kind are made anew on the way.
    void distinguish(Components components) {
        for (Kind kind : kinds) {
            Schema<?> model = components.getSchemas() == null ? null : components.getSchemas().get(kind.model());
            if (model != null && model.getAllOf() != null && model.getAllOf().stream().noneMatch(part -> names(part, kind.member()))) {
                var named = new ObjectSchema();
                named.addProperty(kind.member(), new StringSchema()._enum(List.of(kind.name())));
                named.addRequiredItem(kind.member());
                model.addAllOfItem(named);
            }
        }
    }

    private static boolean names(Schema<?> part, String member) {
        Schema<?> value = part.getProperties() == null ? null : part.getProperties().get(member);
        return value != null && value.getEnum() != null;
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
