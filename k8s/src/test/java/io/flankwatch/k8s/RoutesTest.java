package io.flankwatch.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/// Every endpoint of either service is reached by the route, as the Gateway API weighs its rules: the longest path, then a method before none.
@EnabledIf(value = "io.flankwatch.k8s.Kustomize#isThere", disabledReason = "there is no kubectl and no kustomize; -Dkubectl=PATH names one")
class RoutesTest {

    /// One method of an endpoint.
    private record Endpoint(String method, String path) {}

    /// Where the requests of one match go.
    private record Match(String path, String method, String service) {

        boolean holds(Endpoint endpoint) {
            return (path.equals("/") || endpoint.path().equals(path) || endpoint.path().startsWith(path + "/")) && (method.isEmpty() || method.equals(endpoint.method()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"command", "query"})
    void every_endpoint_is_reached(String side) {
        List<Match> matches = Shape.of(Kustomize.render("overlays/production")).routes().stream().flatMap(RoutesTest::matches).toList();
        List<Endpoint> endpoints = endpoints("io.flankwatch." + side);
        assertThat(endpoints).hasSizeGreaterThan(20);
        assertThat(endpoints).allSatisfy(endpoint -> assertThat(service(matches, endpoint)).as(endpoint.toString()).isEqualTo(side + "-service"));
    }

    private static String service(List<Match> matches, Endpoint endpoint) {
        return matches.stream()
                .filter(match -> match.holds(endpoint))
                .max(Comparator.comparing((Match match) -> match.path().length()).thenComparing(match -> !match.method().isEmpty()))
                .map(Match::service)
                .orElse("nowhere");
    }

    private static Stream<Match> matches(JsonObject route) {
        return elements(route.getAsJsonObject("spec"), "rules").flatMap(rule -> elements(rule, "matches").map(match -> new Match(
                Shape.text(match.getAsJsonObject("path"), "value"),
                Shape.text(match, "method"),
                Shape.text(rule.getAsJsonArray("backendRefs").get(0).getAsJsonObject(), "name"))));
    }

    private static Stream<JsonObject> elements(JsonObject of, String member) {
        return of.getAsJsonArray(member).asList().stream().map(JsonElement::getAsJsonObject);
    }

    private static List<Endpoint> endpoints(String room) {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(RestController.class));
        return scanner.findCandidateComponents(room).stream()
                .map(found -> ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null))
                .flatMap(controller -> Stream.of(controller.getDeclaredMethods()).flatMap(method -> endpoints(controller, method)))
                .toList();
    }

    private static Stream<Endpoint> endpoints(Class<?> controller, Method method) {
        RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
        if (mapping == null) {
            return Stream.empty();
        }
        RequestMapping above = AnnotatedElementUtils.findMergedAnnotation(controller, RequestMapping.class);
        String prefix = above == null || above.path().length == 0 ? "" : above.path()[0];
        return Stream.of(mapping.path())
                .flatMap(path -> Stream.of(mapping.method()).map(RequestMethod::name).map(name -> new Endpoint(name, prefix + path)));
    }
}
