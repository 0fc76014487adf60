package io.flankwatch.platform.openapi;

import io.flankwatch.events.RefusalCode;
import io.flankwatch.platform.problem.Problem;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;

/// What stands at the head of every API document, and every way in which a request is refused.
final class ApiHead implements GlobalOpenApiCustomizer {

    private static final String BEARER = "bearer";

    @Override
    public void customise(OpenAPI api) {
        api.info(new Info()
                .title("Flankwatch")
                .version("0.1")
                .description(
                        """
                        An event-sourced case ledger for open-source intelligence.

                        An *indicator* here is a warning indicator: something to watch. It is not a STIX or MISP indicator of compromise.

                        A member that is absent is unknown or empty; no member is ever null. Instants are UTC with `Z`.
                        """)
                .license(new License().name("Apache-2.0").identifier("Apache-2.0")));
        Components components = api.getComponents() == null ? new Components() : api.getComponents();
        api.components(components);
        components.addSecuritySchemes(BEARER, new SecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .bearerFormat("JWT")
                .description("A JWT of the configured issuer, with the claims `roles` and `clearance`"));
        if (api.getSecurity() == null || api.getSecurity().stream().noneMatch(requirement -> requirement.containsKey(BEARER))) {
            api.addSecurityItem(new SecurityRequirement().addList(BEARER));
        }
        var problem = ModelConverters.getInstance(true).resolveAsResolvedSchema(new AnnotatedType(Problem.class).resolveAsRef(false));
        problem.schema.setDescription(table());
        components.addSchemas("Problem", problem.schema);
        problem.referencedSchemas.forEach(components::addSchemas);
        byStatus().forEach((status, codes) -> components.addResponses(status.toString(), response(status, codes)));
    }

    static Map<Integer, List<RefusalCode>> byStatus() {
        return Stream.of(RefusalCode.values()).collect(Collectors.groupingBy(RefusalCode::status, TreeMap::new, Collectors.toList()));
    }

    private static ApiResponse response(int status, List<RefusalCode> codes) {
        var response = new ApiResponse()
                .description(codes.stream().map(code -> "`" + code + "`: " + code.meaning()).collect(Collectors.joining("\n\n")))
                .content(new Content().addMediaType(Problem.MEDIA_TYPE, new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem"))));
        if (status == 429 || status == 503 || status == 504) {
            response.addHeaderObject("Retry-After", new Header().description("seconds").schema(new IntegerSchema()));
        }
        return response;
    }

    /// Codes in their order, which is that of their statuses.
    private static String table() {
        return Stream.of(RefusalCode.values())
                .map(code -> "| `%s` | %d | %s |".formatted(code, code.status(), code.meaning()))
                .collect(Collectors.joining("\n", "A refusal (RFC 9457). `errors` point into the body (RFC 6901).\n\n| code | status | meaning |\n|---|---|---|\n", "\n"));
    }
}
