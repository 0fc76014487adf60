package io.flankwatch.command.desk;

import io.flankwatch.command.vocabulary.SealedDraft;
import io.flankwatch.events.SealedPart;
import io.flankwatch.platform.persons.PersonPart;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import tools.jackson.databind.json.JsonMapper;

/// What every write has in common, in the API document. The examples are those that the tests send.
final class WritesOpenApi implements GlobalOperationCustomizer, GlobalOpenApiCustomizer {

    private static final JsonMapper EXAMPLES = JsonMapper.shared();
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");
    private static final List<Class<?>> ANSWERS = List.of(Receipt.class, DryRun.class, Bulk.class, Bulk.Results.class);

    WritesOpenApi() {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(WriteRequest.class);
    }

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        boolean write = Arrays.stream(handler.getMethodParameters()).anyMatch(p -> p.getParameterType() == WriteRequest.class);
        if (!write) {
            return operation;
        }
        Takes takes = handler.getMethodAnnotation(Takes.class);
        RequestMapping mapping = Objects.requireNonNull(AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), RequestMapping.class));
        for (String name : pathVariables(mapping)) {
            operation.addParametersItem(new Parameter().in("path").name(name).required(true).schema(pathVariable(name)));
        }
        operation.addParametersItem(new HeaderParameter()
                .name("Idempotency-Key")
                .description("A repeat with the same key and the same request is answered with the first result and records nothing; keys never expire")
                .schema(new StringSchema().maxLength(255)));
        operation.addParametersItem(new HeaderParameter()
                .name("If-Match")
                .description("\"<version>\" of the case; refused with 412 where the case has moved on")
                .schema(new StringSchema()));
        operation.addParametersItem(new QueryParameter()
                .name("dryRun")
                .description("true: answers with the events that would be recorded, and records nothing")
                .schema(new BooleanSchema()));
        String body = takes == null ? Bulk.class.getSimpleName() : takes.value().getSimpleName();
        var json = new MediaType().schema(ref(body));
        Object example = example(body);
        if (example != null) {
            json.example(example);
        }
        // What a path says whole needs no body, and many clients can't send one with DELETE.
        if (mapping.method()[0] != RequestMethod.DELETE) {
            operation.requestBody(new RequestBody().required(true).content(new Content().addMediaType("application/json", json)));
        }
        ApiResponses responses = operation.getResponses() == null ? new ApiResponses() : operation.getResponses();
        if (takes == null) {
            responses.put("200", answer("The answer to each command, in order", ref(Bulk.Results.class.getSimpleName())));
        } else {
            responses.remove("200");
            responses.put("200", answer("Recorded; or, for a dry run, what would be", new Schema<>().anyOf(List.of(ref("Receipt"), ref("DryRun")))));
            responses.put("201", answer("Recorded; Location says where it can be read", ref("Receipt")));
        }
        operation.responses(responses);
        return operation;
    }

    @Override
    public void customise(OpenAPI openApi) {
        Components components = openApi.getComponents() == null ? new Components() : openApi.getComponents();
        openApi.components(components);
        CommandTypes.all().values().forEach(type -> add(components, type));
        ANSWERS.forEach(type -> add(components, type));
        plain(components);
    }

    /// Commands have sealed parts, and clients send plain ones.
    private static void plain(Components components) {
        add(components, PersonPart.class);
        String sealed = ref(SealedDraft.class.getSimpleName()).get$ref();
        for (Schema<?> schema : components.getSchemas().values()) {
            Schema<?> persons = schema.getProperties() == null ? null : schema.getProperties().get("persons");
            if (persons != null && persons.getItems() != null && sealed.equals(persons.getItems().get$ref())) {
                persons.setItems(ref(PersonPart.class.getSimpleName()));
                persons.setMaxItems(SealedPart.MAX_PERSONS);
                persons.setDescription("What it has about persons; sealed before it is recorded, and opened for members of the case only");
            }
        }
        components.getSchemas().remove(SealedDraft.class.getSimpleName());
    }

    private static void add(Components components, Class<?> type) {
        var resolved = ModelConverters.getInstance(true).resolveAsResolvedSchema(new AnnotatedType(type).resolveAsRef(false));
        components.addSchemas(type.getSimpleName(), resolved.schema);
        resolved.referencedSchemas.forEach(components::addSchemas);
    }

    private static ApiResponse answer(String description, Schema<?> schema) {
        return new ApiResponse()
                .description(description)
                .addHeaderObject("ETag", header("\"<version>\" of the case after it"))
                .addHeaderObject("Ledger-Position", header("position of the last event; a read that sends it back sees it"))
                .content(new Content().addMediaType("application/json", new MediaType().schema(schema)));
    }

    private static Header header(String description) {
        return new Header().description(description).schema(new StringSchema());
    }

    private static Schema<?> ref(String name) {
        return new Schema<>().$ref("#/components/schemas/" + name);
    }

    private static List<String> pathVariables(RequestMapping mapping) {
        return VARIABLE.matcher(mapping.path()[0]).results().map(found -> found.group(1)).toList();
    }

    private static Schema<?> pathVariable(String name) {
        return name.endsWith("Id") ? new StringSchema().format("uuid") : new StringSchema();
    }

    private static @Nullable Object example(String name) {
        try (InputStream json = WritesOpenApi.class.getResourceAsStream("/examples/" + name + ".json")) {
            return json == null ? null : EXAMPLES.readValue(json, Object.class);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
