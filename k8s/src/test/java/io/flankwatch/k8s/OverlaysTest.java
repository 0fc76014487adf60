package io.flankwatch.k8s;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Every overlay as it is applied: nothing speaks against it, and what is planted in it is found.
///
/// Needs `kubectl` or `kustomize`, or the one that `-Dkubectl` names. Where there is none, this is skipped and says so.
@EnabledIf(value = "io.flankwatch.k8s.Kustomize#isThere", disabledReason = "there is no kubectl and no kustomize; -Dkubectl=PATH names one")
class OverlaysTest {

    private static final Map<String, String> RENDERED = new HashMap<>();

    static List<String> overlays() {
        return Kustomize.overlays();
    }

    @Test
    void all_of_them_are_looked_at() {
        assertThat(overlays()).containsExactly("overlays/dev", "overlays/dev/migration", "overlays/production", "overlays/production/migration");
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void nothing_speaks_against_it(String overlay) {
        assertThat(Review.faults(rendered(overlay))).isEmpty();
    }

    /// In the production overlay and in each other one that has the first text: it becomes the second, wherever it stands.
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            a typo                                   | terminationGracePeriodSeconds: 45 | terminationGracePeriodSecond: 45 | terminationGracePeriodSecond
            a typo in a route                        | backendRefs:                      | backendRef:                      | backendRef
            a member twice                           | maxUnavailable: 0                 | maxSurge: 0                      | duplicate key maxSurge
            a wrong type                             | containerPort: 8080               | containerPort: http              | For input string: "http"
            a quantity that is none                  | memory: 2Gi                       | memory: 2GB                      | Could not parse suffix
            a kind that there is not                 | kind: Service\\n                  | kind: Servise\\n                 | there is no Servise in v1
            a missing required field                 | - containerPort: 8080             | - protocol: TCP                  | containerPort
            a selector of a Service that matches nothing | selector:\\n    app.kubernetes.io/name: command-service | selector:\\n    app.kubernetes.io/name: comand-service | Service/command-service has a selector that matches the pods of 0 workloads
            a selector of a policy that matches nothing  | flankwatch.io/views: "yes"\\n  policyTypes | flankwatch.io/view: "yes"\\n  policyTypes | NetworkPolicy/views has a selector that matches nothing
            a port that nobody names                 | targetPort: http                  | targetPort: htp                  | leads to a port that its pods do not name
            a port out of range                      | containerPort: 8080               | containerPort: 80800             | is no port: 80800
            a route to nowhere                       | - name: query-service\\n      port: 80 | - name: query-service\\n      port: 81 | leads to query-service:81, which is not there
            a container that may be root             | runAsNonRoot: true                | runAsNonRoot: false              | it may run as root
            a container that may gain privileges     | allowPrivilegeEscalation: false   | allowPrivilegeEscalation: true   | it may gain privileges
            a container that keeps capabilities      | - ALL                             | - NET_RAW                        | it keeps capabilities
            a container without seccomp              | type: RuntimeDefault              | type: Unconfined                 | it has no seccomp profile
            a root file system that can be written   | readOnlyRootFilesystem: true      | readOnlyRootFilesystem: false    | can write to its root file system
            a folder of the node                     | emptyDir:\\n          sizeLimit: 64Mi | hostPath:\\n          path: /tmp | volume tmp is of the node
            a token of the cluster                   | automountServiceAccountToken: false | automountServiceAccountToken: true | has a token
            an image that moves                      | query-service:0.1.0               | query-service:latest             | an image that is not pinned
            an enumeration's value that is none      | whenUnsatisfiable: ScheduleAnyway | whenUnsatisfiable: Anyway        | is Anyway and none of
            a liveness probe that asks databases     | path: /actuator/health/liveness   | path: /actuator/health           | asks /actuator/health and not
            a readiness that nobody asks for         | httpGet:\\n            path: /actuator/health/readiness\\n            port: http | tcpSocket:\\n            port: http | query-service readiness is not asked for
            no time before the signal                | lifecycle:\\n          preStop:\\n            sleep:\\n              seconds: 5 | lifecycle: {} | is killed before it has ended in order
            memory that is not its own               | memory: 2Gi\\n          requests: | memory: 3Gi\\n          requests:  | has no processor time and memory of its own
            pods that are not spread                 | - labelSelector:\\n          matchLabels:\\n            app.kubernetes.io/name: query-service | - labelSelector:\\n          matchLabels:\\n            app.kubernetes.io/name: queries | is spread by a selector that matches nothing
            a time to end that is too short          | terminationGracePeriodSeconds: 45 | terminationGracePeriodSeconds: 30 | is killed before it has ended in order
            a setting that nobody knows              | flankwatch.views.wait:            | flankwatch.views.await:          | is told flankwatch.views.await, which it does not know
            a setting that is missing                | path: flankwatch.views.uri        | path: flankwatch.views.wait      | is not told flankwatch.views.uri
            a Secret that nobody makes               | name: flankwatch-views            | name: flankwatch-view            | uri of the Secret flankwatch-view, which nobody is told to make
            a secret in a ConfigMap                  | flankwatch.views.wait: 2s         | flankwatch.views.uri: mongodb://secret@mongodb/views | is told a secret in the open: flankwatch.views.uri
            a secret in a variable                   | - name: SPRING_CONFIG_IMPORT      | - name: FLANKWATCH_LEDGER_PASSWORD | is told a secret in the open: FLANKWATCH_LEDGER_PASSWORD
            a ConfigMap that there is not            | - configMap:\\n              name: edge | - configMap:\\n              name: hedge | refers to a ConfigMap that there is not
            """)
    void what_is_planted_is_found(String what, String good, String bad, String told) {
        List<String> having = overlays().stream().filter(overlay -> rendered(overlay).contains(lines(good))).toList();
        assertThat(having).as("it is there to be planted in").contains("overlays/production");
        having.forEach(overlay -> planted(what, overlay, good, bad, told));
    }

    @ParameterizedTest(name = "{0}/{1}")
    @CsvSource(delimiter = '|', textBlock = """
            NetworkPolicy           | default-deny    | Deployment/query-service is where nothing is denied by default
            PodDisruptionBudget     | query-service   | Deployment/query-service has no PodDisruptionBudget
            HorizontalPodAutoscaler | command-service | Deployment/command-service has no HorizontalPodAutoscaler
            Service                 | query-service   | Deployment/query-service has no Service
            ServiceAccount          | command-service | Deployment/command-service is of a service account that there is not
            Deployment              | command-service | Service/command-service has a selector that matches the pods of 0 workloads
            """)
    void what_is_left_out_is_missed(String kind, String name, String told) {
        for (String overlay : List.of("overlays/dev", "overlays/production")) {
            String rest = documents(overlay).filter(document -> !document.contains("kind: " + kind + "\n") || !document.contains("\n  name: " + name + "\n")).collect(joining("---\n"));
            assertThat(Review.faults(rest)).as(overlay).anySatisfy(fault -> assertThat(fault).contains(told));
        }
    }

    @Test
    void a_secret_among_the_manifests_is_found() {
        String planted = rendered("overlays/production") + """
                ---
                apiVersion: v1
                kind: Secret
                metadata:
                  name: flankwatch-views
                  namespace: flankwatch
                stringData:
                  uri: mongodb://mongodb/flankwatch
                """;
        assertThat(Review.faults(planted)).containsExactly("Secret/flankwatch-views is among the manifests");
    }

    /// As README.md does it with a new version: of the command-service nothing, of everything else all, and it lacks nothing.
    @Test
    void what_is_not_labelled_as_the_command_services_can_be_applied_without_it() {
        for (String overlay : List.of("overlays/dev", "overlays/production")) {
            String rest = documents(overlay).filter(document -> !document.matches("(?s).*\n  labels:\n    app.kubernetes.io/name: command-service\n.*")).collect(joining("---\n"));
            assertThat(rest).contains("image: ").doesNotContain("/command-service:", "\n  name: command-service");
            assertThat(Review.faults(rest)).as(overlay).containsExactly("HTTPRoute/flankwatch leads to command-service:80, which is not there");
        }
    }

    private static Stream<String> documents(String overlay) {
        return Stream.of(rendered(overlay).split("(?m)^---\n", -1));
    }

    /// What no overlay at all is applied with.
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            a typo                        | readOnlyRootFilesystem:                     | readOnlyRootFileSystem:                      | readOnlyRootFileSystem
            a wrong type                  | runAsUser: 10001                            | runAsUser: flankwatch                        | For input string: "flankwatch"
            a missing required field      | - mountPath: /tmp                           | - subPath: tmp                               | mountPath
            a selector that matches nothing | flankwatch.io/ledger: "yes"\\n  policyTypes | flankwatch.io/ledger: "maybe"\\n  policyTypes | NetworkPolicy/ledger has a selector that matches nothing
            a container that may be root  | runAsNonRoot: true                          | runAsNonRoot: false                          | is not restricted: it may run as root
            a container with privileges   | allowPrivilegeEscalation: false             | privileged: true                             | is not restricted: it may gain privileges
            a container that writes       | readOnlyRootFilesystem: true                | readOnlyRootFilesystem: false                | can write to its root file system
            """)
    void what_is_planted_in_any_overlay_is_found(String what, String good, String bad, String told) {
        overlays().forEach(overlay -> planted(what, overlay, good, bad, told));
    }

    private static void planted(String what, String overlay, String good, String bad, String told) {
        String planted = rendered(overlay).replace(lines(good), lines(bad));
        assertThat(planted).as("it is there to be planted in %s", overlay).isNotEqualTo(rendered(overlay));
        assertThat(Review.faults(planted)).as("%s in %s", what, overlay).anySatisfy(fault -> assertThat(fault).containsIgnoringCase(told));
    }

    private static String lines(String text) {
        return text.replace("\\n", "\n");
    }

    @Test
    void a_deployment_whose_selector_does_not_match_its_own_pods_is_found() {
        String planted = Pattern.compile("matchLabels:\n      app.kubernetes.io/name: query-service\n  strategy")
                .matcher(rendered("overlays/production"))
                .replaceFirst("matchLabels:\n      app.kubernetes.io/name: queries\n  strategy");
        assertThat(Review.faults(planted)).contains("Deployment/query-service does not match the selector of its own pods");
    }

    private static synchronized String rendered(String overlay) {
        return RENDERED.computeIfAbsent(overlay, Kustomize::render);
    }
}
