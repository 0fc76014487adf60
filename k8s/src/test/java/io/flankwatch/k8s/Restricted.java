package io.flankwatch.k8s;

import static io.flankwatch.k8s.Workload.list;

import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1PodSecurityContext;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1SecurityContext;
import io.kubernetes.client.openapi.models.V1Volume;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Kubernetes' Pod Security Standard "restricted", a root file system that can't be written, and no token of the cluster.
final class Restricted {

    private Restricted() {}

    static void check(Workload workload, BiConsumer<String, String> fault) {
        V1PodSpec pod = workload.pod();
        V1PodSecurityContext context = pod.getSecurityContext() == null ? new V1PodSecurityContext() : pod.getSecurityContext();
        String name = workload.name();
        if (isTrue(pod.getHostNetwork()) || isTrue(pod.getHostPID()) || isTrue(pod.getHostIPC())) {
            fault.accept(name, "shares the node's network or processes");
        }
        if (!Boolean.FALSE.equals(pod.getAutomountServiceAccountToken())) {
            fault.accept(name, "has a token of the cluster");
        }
        if (!list(context.getSysctls()).isEmpty()) {
            fault.accept(name, "sets kernel parameters");
        }
        workload.volumes().stream().filter(volume -> !isHarmless(volume)).forEach(volume -> fault.accept(name, "volume " + volume.getName() + " is of the node"));
        workload.containers().forEach(container -> check(name + " " + container.getName(), container, context, fault));
    }

    private static void check(String name, V1Container container, V1PodSecurityContext pod, BiConsumer<String, String> fault) {
        V1SecurityContext own = container.getSecurityContext() == null ? new V1SecurityContext() : container.getSecurityContext();
        if (isTrue(own.getPrivileged()) || !Boolean.FALSE.equals(own.getAllowPrivilegeEscalation())) {
            fault.accept(name, "is not restricted: it may gain privileges");
        }
        if (!isTrue(own.getRunAsNonRoot() == null ? pod.getRunAsNonRoot() : own.getRunAsNonRoot())) {
            fault.accept(name, "is not restricted: it may run as root");
        }
        Long user = own.getRunAsUser() == null ? pod.getRunAsUser() : own.getRunAsUser();
        if (user == null || user == 0) {
            fault.accept(name, "is not restricted: its user is not another one than root");
        }
        var seccomp = own.getSeccompProfile() == null ? pod.getSeccompProfile() : own.getSeccompProfile();
        if (seccomp == null || !Set.of("RuntimeDefault", "Localhost").contains(seccomp.getType())) {
            fault.accept(name, "is not restricted: it has no seccomp profile");
        }
        var capabilities = own.getCapabilities();
        if (capabilities == null || !list(capabilities.getDrop()).contains("ALL") || !Set.of("NET_BIND_SERVICE").containsAll(list(capabilities.getAdd()))) {
            fault.accept(name, "is not restricted: it keeps capabilities");
        }
        if (own.getProcMount() != null || list(container.getPorts()).stream().anyMatch(port -> port.getHostPort() != null)) {
            fault.accept(name, "is not restricted: it asks for something of the node");
        }
        if (!isTrue(own.getReadOnlyRootFilesystem())) {
            fault.accept(name, "can write to its root file system");
        }
    }

    private static boolean isHarmless(V1Volume volume) {
        List<?> kinds = Arrays.asList(
                volume.getConfigMap(), volume.getSecret(), volume.getProjected(), volume.getEmptyDir(), volume.getDownwardAPI(), volume.getPersistentVolumeClaim());
        return kinds.stream().anyMatch(Objects::nonNull);
    }

    private static boolean isTrue(@Nullable Boolean value) {
        return Boolean.TRUE.equals(value);
    }
}
