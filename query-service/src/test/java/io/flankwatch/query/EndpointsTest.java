package io.flankwatch.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.events.Marking;
import io.flankwatch.platform.access.Role;
import io.flankwatch.wire.Json;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

class EndpointsTest extends QueryApi {

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping endpoints;

    private List<String> paths(RequestMethod method) {
        List<String> paths = new ArrayList<>();
        endpoints.getHandlerMethods().forEach((mapping, handler) -> {
            if (handler.getBeanType().getName().startsWith("io.flankwatch.query")) {
                assertThat(mapping.getMethodsCondition().getMethods()).hasSize(1);
                if (mapping.getMethodsCondition().getMethods().contains(method)) {
                    paths.addAll(mapping.getPatternValues());
                }
            }
        });
        return paths;
    }

    private List<String> reads() {
        return paths(RequestMethod.GET);
    }

    private HttpResponse<String> post(String token, String path) {
        return send(request(token, path).POST(HttpRequest.BodyPublishers.noBody()).build());
    }

    @Test
    void nothing_is_changed_but_the_views_and_by_operators_only() {
        List<String> changes = paths(RequestMethod.POST);
        assertThat(changes)
                .containsExactlyInAnyOrder(
                        "/views/{name}/rebuild", "/views/rebuild/pause", "/views/rebuild/resume", "/views/rebuild/abort", "/dead-letters/{id}/retry");
        for (String pattern : changes) {
            String path = pattern.replaceAll("\\{\\w+}", "nonsense");
            problem(post("", path), 401, "NOT_AUTHENTICATED");
            for (Role wrong : EnumSet.complementOf(EnumSet.of(Role.OPERATOR))) {
                problem(post(TOKENS.token("w", Marking.RED, wrong), path), 403, "ROLE_MISSING");
            }
        }
        assertThat(paths(RequestMethod.PUT)).isEmpty();
        assertThat(paths(RequestMethod.PATCH)).isEmpty();
        assertThat(paths(RequestMethod.DELETE)).isEmpty();
    }

    @Test
    void there_are_the_reads_that_the_api_names() {
        assertThat(reads())
                .containsExactlyInAnyOrder(
                        "/audit/reads",
                        "/audit/refusals",
                        "/audit/views",
                        "/cases",
                        "/cases/{caseId}",
                        "/cases/{caseId}/timeline",
                        "/cases/{caseId}/entries/{entryId}",
                        "/cases/{caseId}/sources",
                        "/cases/{caseId}/sources/{sourceId}",
                        "/cases/{caseId}/indicators",
                        "/cases/{caseId}/indicators/{indicatorId}",
                        "/cases/{caseId}/hypotheses",
                        "/cases/{caseId}/hypotheses/{hypothesisId}",
                        "/cases/{caseId}/assessments",
                        "/cases/{caseId}/assessments/{assessmentId}",
                        "/cases/{caseId}/casualties",
                        "/cases/{caseId}/protocols",
                        "/cases/{caseId}/history",
                        "/cases/{caseId}/brief",
                        "/cases/{caseId}/briefs",
                        "/cases/{caseId}/briefs/{briefId}",
                        "/cases/{caseId}/diff",
                        "/figures/casualties",
                        "/figures/incursions",
                        "/postures",
                        "/postures/{jurisdiction}",
                        "/events",
                        "/events/{position}",
                        "/events/stream",
                        "/entries",
                        "/incursions",
                        "/indicators",
                        "/indicators/backtest",
                        "/meetings",
                        "/persons/{personId}/mentions",
                        "/schemas/{type}/{version}",
                        "/dead-letters",
                        "/views",
                        "/views/digests",
                        "/views/rebuild");
    }

    @Test
    void no_read_is_open_without_a_token_or_with_the_wrong_role() {
        UUID caseId = UUID.randomUUID();
        CHRONICLE.append(caseId, Marking.CLEAR, Told.opened(caseId, "t", Marking.CLEAR));
        for (String pattern : reads()) {
            String path = pattern.replace("{caseId}", caseId.toString()).replace("{position}", "0").replaceAll("\\{\\w+}", UUID.randomUUID().toString());
            Set<Role> right = rolesFor(pattern);
            problem(get("", path), 401, "NOT_AUTHENTICATED");
            problem(get("nonsense", path), 401, "NOT_AUTHENTICATED");
            for (Role wrong : EnumSet.complementOf(EnumSet.copyOf(right))) {
                problem(get(TOKENS.token("w", Marking.RED, wrong), path), 403, "ROLE_MISSING");
            }
            problem(get(TOKENS.token("w", Marking.RED), path), 403, "ROLE_MISSING");
        }
    }

    private static Set<Role> rolesFor(String pattern) {
        if (pattern.startsWith("/audit")) {
            return EnumSet.of(Role.AUDITOR);
        }
        if (pattern.equals("/views/digests")) {
            return EnumSet.of(Role.AUDITOR, Role.OPERATOR);
        }
        return pattern.startsWith("/views") || pattern.startsWith("/dead-letters")
                ? EnumSet.of(Role.OPERATOR)
                : EnumSet.of(Role.ANALYST, Role.SUPERVISOR, Role.AUDITOR, Role.INTEGRATOR);
    }

    @Test
    void the_api_document_says_what_reads_answer() {
        JsonNode document = Json.MAPPER.readTree(get("", "/v3/api-docs").body());
        for (String path : reads()) {
            JsonNode operation = document.required("paths").required(path).required("get");
            assertThat(operation.path("summary").asString()).as(path).isNotBlank();
            assertThat(operation.at("/responses/200/content").isEmpty()).as(path).isFalse();
        }
        JsonNode schemas = document.at("/components/schemas");
        assertThat(schemas.at("/CaseSummary/properties/casualties")).isNotEmpty();
        assertThat(schemas.at("/EntryShown/properties/recordedAt")).isNotEmpty();
        assertThat(document.required("paths").toString()).as("who asks is no parameter").doesNotContain("\"name\":\"ceiling\"");
    }
}
