package io.flankwatch.k8s;

import static io.flankwatch.k8s.Workload.list;
import static io.flankwatch.k8s.Workload.map;

import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1Probe;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What every pod of ours has, and services more than jobs: an image that is named to its version, memory that is its own, probes, and a way to end.
final class Pods {

    /// A version or a digest, and not what somebody pushed last.
    private static final Pattern PINNED = Pattern.compile("[a-z0-9./-]+(:[0-9][A-Za-z0-9._-]*)?(@sha256:[0-9a-f]{64})?");

    private static final Set<String> PULL_POLICIES = Set.of("Always", "IfNotPresent", "Never");
    private static final Set<String> RESTART_POLICIES = Set.of("Always", "OnFailure", "Never");
    private static final Set<String> PROTOCOLS = Set.of("TCP", "UDP", "SCTP");
    private static final Set<String> UNSATISFIABLE = Set.of("DoNotSchedule", "ScheduleAnyway");

    /// What requests that are under way have (`spring.lifecycle.timeout-per-shutdown-phase`), and the drain of base/edge.properties.
    private static final long TO_END = 20 + 5;

    private Pods() {}

    static void check(Workload workload, BiConsumer<String, String> fault) {
        String name = workload.name();
        oneOf(RESTART_POLICIES, workload.pod().getRestartPolicy(), name + " restartPolicy", fault);
        for (var spread : list(workload.pod().getTopologySpreadConstraints())) {
            oneOf(UNSATISFIABLE, spread.getWhenUnsatisfiable(), name + " whenUnsatisfiable", fault);
            if (!workload.isSelected(spread.getLabelSelector())) {
                fault.accept(name, "is spread by a selector that matches nothing");
            }
        }
        for (V1Container container : workload.containers()) {
            check(name + " " + container.getName(), container, workload, fault);
        }
        if (workload.isService()) {
            if (list(workload.pod().getTopologySpreadConstraints()).isEmpty()) {
                fault.accept(name, "may be on one node only");
            }
            workload.containers().forEach(container -> service(name + " " + container.getName(), container, workload, fault));
        }
    }

    private static void check(String name, V1Container container, Workload workload, BiConsumer<String, String> fault) {
        String image = container.getImage();
        if (image == null || !PINNED.matcher(image).matches() || !image.contains(":")) {
            fault.accept(name, "has an image that is not pinned: " + image);
        }
        oneOf(PULL_POLICIES, container.getImagePullPolicy(), name + " imagePullPolicy", fault);
        for (var port : list(container.getPorts())) {
            oneOf(PROTOCOLS, port.getProtocol(), name + " protocol", fault);
            inRange(port.getContainerPort(), name + " containerPort", fault);
        }
        var resources = container.getResources();
        var limits = resources == null ? null : map(resources.getLimits()).get("memory");
        var requests = resources == null ? null : map(resources.getRequests()).get("memory");
        if (limits == null || !limits.equals(requests) || map(resources.getRequests()).get("cpu") == null) {
            fault.accept(name, "has no processor time and memory of its own");
        }
        for (var mount : list(container.getVolumeMounts())) {
            if (workload.volumes().stream().noneMatch(volume -> volume.getName().equals(mount.getName()))) {
                fault.accept(name, "mounts " + mount.getName() + ", and there is no such volume");
            }
        }
    }

    private static void service(String name, V1Container container, Workload workload, BiConsumer<String, String> fault) {
        probe(name + " startup", container.getStartupProbe(), "/actuator/health/liveness", workload, fault);
        // Liveness asks no database: neither a restart nor a hundred bring one back.
        probe(name + " liveness", container.getLivenessProbe(), "/actuator/health/liveness", workload, fault);
        probe(name + " readiness", container.getReadinessProbe(), "/actuator/health/readiness", workload, fault);
        var lifecycle = container.getLifecycle();
        var before = lifecycle == null || lifecycle.getPreStop() == null ? null : lifecycle.getPreStop().getSleep();
        Long grace = workload.pod().getTerminationGracePeriodSeconds();
        if (before == null || grace == null || grace < before.getSeconds() + TO_END + 5) {
            fault.accept(name, "is killed before it has ended in order");
        }
    }

    private static void probe(String name, @Nullable V1Probe probe, String path, Workload workload, BiConsumer<String, String> fault) {
        var get = probe == null ? null : probe.getHttpGet();
        if (get == null) {
            fault.accept(name, "is not asked for");
            return;
        }
        if (!path.equals(get.getPath())) {
            fault.accept(name, "asks " + get.getPath() + " and not " + path);
        }
        if (get.getPort().isInteger() || !workload.hasPort(get.getPort().getStrValue())) {
            fault.accept(name, "asks at a port that the pod does not name: " + get.getPort());
        }
    }

    static void oneOf(Set<String> known, @Nullable String value, String name, BiConsumer<String, String> fault) {
        if (value != null && !known.contains(value)) {
            fault.accept(name, "is " + value + " and none of " + known.stream().sorted().toList());
        }
    }

    static void inRange(@Nullable Integer port, String name, BiConsumer<String, String> fault) {
        if (port == null || port < 1 || port > 65_535) {
            fault.accept(name, "is no port: " + port);
        }
    }
}
