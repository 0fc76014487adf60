package io.flankwatch.k8s;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.kubernetes.client.custom.QuantityFormatException;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.util.ModelMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/// The objects of a rendered overlay as Kubernetes' own models, and what keeps them from being such: members that no model has, that one needs and
/// is not there, that are of another type, or that are there twice.
///
/// @param objects each of its model's class
/// @param routes  objects of the Gateway API, which is no part of Kubernetes and has a schema here
record Shape(List<Object> objects, List<JsonObject> routes, List<String> faults) {

    private static final Schema ROUTE = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(resource("httproute.schema.json"));

    static Shape of(String yaml) {
        var shape = new Shape(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        try {
            for (Object document : new Yaml(new SafeConstructor(options)).loadAll(yaml)) {
                JsonElement json = new Gson().toJsonTree(document);
                if (json.isJsonObject()) {
                    shape.add(json.getAsJsonObject());
                } else {
                    shape.faults.add("no object: " + json);
                }
            }
        } catch (YAMLException broken) {
            shape.faults.add(broken.getMessage());
        }
        return shape;
    }

    private void add(JsonObject json) {
        String version = text(json, "apiVersion");
        String kind = text(json, "kind");
        String name = kind + "/" + (json.get("metadata") instanceof JsonObject metadata ? text(metadata, "name") : "");
        if (version.equals("gateway.networking.k8s.io/v1") && kind.equals("HTTPRoute")) {
            ROUTE.validate(json.toString(), InputFormat.JSON).forEach(error -> faults.add(name + ": " + error.getInstanceLocation() + " " + error.getMessage()));
            routes.add(json);
            return;
        }
        int slash = version.indexOf('/');
        Class<?> model = ModelMapper.getApiTypeClass(version.substring(0, Math.max(slash, 0)), version.substring(slash + 1), kind);
        // For what it does not know it has something that takes everything.
        if (model == null || !model.getPackage().equals(V1Pod.class.getPackage())) {
            faults.add(name + ": there is no " + kind + " in " + version);
            return;
        }
        try {
            model.getMethod("validateJsonElement", JsonElement.class).invoke(null, json);
            objects.add(JSON.getGson().fromJson(json, model));
        } catch (InvocationTargetException refused) {
            faults.add(name + ": " + Objects.requireNonNull(refused.getCause()).getMessage());
        } catch (JsonParseException | IllegalArgumentException | QuantityFormatException otherType) {
            faults.add(name + ": " + otherType.getMessage());
        } catch (ReflectiveOperationException none) {
            throw new IllegalStateException(none);
        }
    }

    <T> List<T> all(Class<T> model) {
        return objects.stream().filter(model::isInstance).map(model::cast).toList();
    }

    static String text(JsonObject json, String member) {
        return json.has(member) ? json.get(member).getAsString() : "";
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(Shape.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
