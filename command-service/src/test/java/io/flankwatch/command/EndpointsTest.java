package io.flankwatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.command.desk.CommandTypes;
import io.flankwatch.command.desk.Takes;
import io.flankwatch.events.Marking;
import io.flankwatch.platform.access.Role;
import io.flankwatch.platform.security.Needs;
import io.flankwatch.wire.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

class EndpointsTest extends CommandApi {

    private static final String OTHER = "01977a3e-5c64-7a10-8f3e-2b1d6c4a9e02";
    private static final String OTHER_ENTRY = "01977a3e-5c64-7a10-8f3e-2b1d6c4a9e04";
    private static final String HYPOTHESIS = "01977a3e-5c64-7a10-8f3e-2b1d6c4a9e05";
    private static final String INDICATOR = "01977a3e-5c64-7a10-8f3e-2b1d6c4a9e06";

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping endpoints;

    private record Write(String method, String pattern) {}

    private List<Write> writes() {
        var paths = new ArrayList<Write>();
        endpoints.getHandlerMethods().forEach((mapping, handler) -> {
            if (handler.getBeanType().getName().startsWith("io.flankwatch.command")) {
                assertThat(mapping.getMethodsCondition().getMethods()).hasSize(1);
                String method = mapping.getMethodsCondition().getMethods().iterator().next().name();
                mapping.getPatternValues().forEach(pattern -> paths.add(new Write(method, pattern)));
            }
        });
        assertThat(paths).hasSizeGreaterThan(12);
        return paths;
    }

    /// The source is cited before entries bring it along, what is there is taken away after it was brought, and after the closure nothing goes
    /// but the reopening.
    private static int turn(Write write) {
        String pattern = write.pattern();
        return pattern.endsWith("/sources") ? 0
                : pattern.endsWith("/closure") ? 3
                : pattern.endsWith("/reopening") ? 4
                : write.method().equals("DELETE") || pattern.endsWith("/reinstatement") || pattern.endsWith("/confirmation") ? 2 : 1;
    }

    private String filled(String pattern) {
        return pattern.replace("{caseId}", caseId).replaceAll("\\{\\w+}", UUID.randomUUID().toString());
    }

    @Test
    void no_endpoint_is_open_without_a_token_or_with_the_wrong_role() {
        for (Write write : writes()) {
            problem(send(write.method(), "", filled(write.pattern()), "{}"), 401, "NOT_AUTHENTICATED");
            for (Role wrong : List.of(Role.AUDITOR, Role.INTEGRATOR, Role.OPERATOR)) {
                problem(send(write.method(), TOKENS.token("w", Marking.RED, wrong), filled(write.pattern()), "{}"), 403, "ROLE_MISSING");
            }
        }
        assertThat(events()).hasSize(1);
    }

    /// A bulk asks for the role that the command's own endpoint asks for.
    @Test
    void every_command_has_one_endpoint_which_needs_what_the_command_needs() {
        var taken = new ArrayList<Class<?>>();
        endpoints.getHandlerMethods().values().forEach(handler -> {
            Takes takes = handler.getMethodAnnotation(Takes.class);
            if (takes != null) {
                taken.add(takes.value());
                assertThat(Objects.requireNonNull(handler.getMethodAnnotation(Needs.class)).value())
                        .as(takes.value().getSimpleName())
                        .containsExactly(CommandTypes.needs(takes.value()));
            }
        });
        assertThat(taken).containsExactlyInAnyOrderElementsOf(CommandTypes.all().values());
    }

    @Test
    void the_examples_of_the_api_document_are_accepted() {
        JsonNode paths = Json.MAPPER.readTree(get("/v3/api-docs").body()).required("paths");
        String entry = UUID.randomUUID().toString();
        created(post(TOKENS.analyst(), path("/developments"), development(", \"entryId\": \"" + entry + "\"")));
        created(post(TOKENS.analyst(), "/cases", """
                {"caseId": "%s", "title": "the one that an example links to"}""".formatted(OTHER)));
        created(post(TOKENS.analyst(), path("/developments"), development(", \"entryId\": \"" + OTHER_ENTRY + "\"")));
        created(post(TOKENS.analyst(), path("/hypotheses"), "{\"hypothesisId\": \"" + HYPOTHESIS + "\", \"statement\": \"h\"}"));
        created(post(TOKENS.analyst(), path("/indicators"), """
                {"indicatorId": "%s", "statement": "s", "condition":
                 {"type": "protocolReaches", "jurisdiction": "PL", "posture": "KINETIC_ENGAGE", "status": "IN_FORCE"}}""".formatted(INDICATOR)));
        String source = UUID.randomUUID().toString();
        created(post(TOKENS.analyst(), path("/sources"), """
                {"sourceId": "%s", "documentRef": "d", "title": "t"}""".formatted(source)));
        String position = created(post(TOKENS.analyst(), path("/developments"), development(""))).required("position").asString();
        var sent = new ArrayList<Write>();
        for (Write write : writes().stream().sorted(Comparator.comparing(EndpointsTest::turn)).toList()) {
            String pattern = write.pattern();
            JsonNode operation = paths.required(pattern).required(write.method().toLowerCase(Locale.ROOT));
            String example = "";
            if (!write.method().equals("DELETE")) {
                JsonNode body = operation.required("requestBody").required("content").required("application/json");
                assertThat(body.get("schema")).as(pattern).isNotNull();
                example = Json.MAPPER.writeValueAsString(body.required("example")).replace("\"position\":31", "\"position\":" + position);
            }
            String path = pattern.replace("{caseId}", caseId).replace("{subject}", "mihai")
                    .replace("{otherId}", pattern.contains("/entries/") ? OTHER_ENTRY : OTHER)
                    .replace("{relation}", "IN_RESPONSE_TO")
                    .replace("{otherCaseId}", caseId)
                    .replace("{entryId}", pattern.contains("meetings/") ? meeting() : entry)
                    .replace("{hypothesisId}", pattern.contains("{hypothesisId}") ? hypothesis() : "")
                    .replace("{assessmentId}", pattern.contains("{assessmentId}") ? assessment() : "")
                    .replace("{indicatorId}", pattern.contains("{indicatorId}") ? indicator() : "")
                    .replace("{personId}", UUID.randomUUID().toString())
                    .replace("{sourceId}", source);
            String token = pattern.endsWith("/confirmation") ? TOKENS.token("another", Marking.RED, Role.SUPERVISOR) : TOKENS.supervisor();
            var answer = send(write.method(), token, path, example);
            assertThat(answer.statusCode()).as(pattern + " " + answer.body()).isIn(200, 201);
            assertThat(operation.required("responses").get(Integer.toString(answer.statusCode()))).as(pattern).isNotNull();
            sent.add(write);
        }
        assertThat(sent).hasSameSizeAs(writes());
    }

    /// A new one for each, since nothing is weighed against what is resolved.
    private String hypothesis() {
        return created(post(TOKENS.analyst(), path("/hypotheses"), "{\"statement\": \"h\"}")).required("entryId").stringValue();
    }

    /// A new one for each, since what is approved is not returned.
    private String assessment() {
        return created(post(TOKENS.analyst(), path("/assessments"), """
                {"keyJudgements": [{"statement": "j", "evidence": ["%s"]}]}""".formatted(OTHER_ENTRY))).required("entryId").stringValue();
    }

    /// A new one for each, since what is cancelled is not concluded.
    private String meeting() {
        return created(post(TOKENS.analyst(), path("/meetings"), """
                {"occurred": {"precision": "UNKNOWN"}, "unsourced": "told", "body": "b"}""")).required("entryId").stringValue();
    }

    /// A new one for each, since what was withdrawn is not ruled on.
    private String indicator() {
        return created(post(TOKENS.analyst(), path("/indicators"), """
                {"statement": "s", "condition": {"type": "manual"}}""")).required("entryId").stringValue();
    }

    @Test
    void the_api_document_names_every_command_with_its_members() {
        JsonNode schemas = Json.MAPPER.readTree(get("/v3/api-docs").body()).required("components").required("schemas");
        JsonNode report = schemas.required("ReportIncursion").required("properties");
        assertThat(report.get("objectType")).isNotNull();
        assertThat(report.get("occurred")).isNotNull();
        assertThat(report.get("entry")).isNull();
        assertThat(schemas.get("JsonNode")).as("the getters of a library").isNull();
        assertThat(schemas.required("Receipt").required("properties").get("position")).isNotNull();
    }
}
