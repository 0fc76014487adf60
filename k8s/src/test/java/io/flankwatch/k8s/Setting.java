package io.flankwatch.k8s;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.lang.invoke.MethodType;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One setting, as the code asks for it or as a `spring-configuration-metadata.json` describes it.
///
/// @param type   Java's, with its package
/// @param preset what holds where nobody says anything; where there is none somebody has to
record Setting(String name, String type, @Nullable String preset) {

    private static final Map<String, String> WORDS = Map.of(
            "java.lang.String", "text",
            "java.lang.Integer", "whole number",
            "java.lang.Long", "whole number",
            "java.lang.Double", "number",
            "java.time.Duration", "duration",
            "java.net.InetAddress", "address",
            "java.nio.file.Path", "file",
            "java.util.List<java.lang.String>", "list",
            "org.springframework.util.unit.DataSize", "size");

    static Setting asked(String name, Type type, @Nullable String preset) {
        return new Setting(name, (type instanceof Class<?> own ? MethodType.methodType(own).wrap().returnType() : type).getTypeName(), preset);
    }

    static Setting described(JsonObject property) {
        JsonElement preset = property.get("defaultValue");
        return new Setting(Shape.text(property, "name"), Shape.text(property, "type"), switch (preset) {
            case null -> null;
            case JsonArray several -> several.asList().stream().map(JsonElement::getAsString).collect(Collectors.joining(","));
            case JsonElement one -> one.getAsString();
        });
    }

    Setting preset(String value) {
        return new Setting(name, type, value);
    }

    boolean isOurs() {
        return name.startsWith("flankwatch.");
    }

    String typeInWords() {
        return Objects.requireNonNull(WORDS.get(type), () -> "no word for a " + type);
    }

    String presetInWords() {
        if (preset == null) {
            return "";
        }
        return preset.isEmpty() ? "nothing" : "`" + preset + "`";
    }
}
