package io.flankwatch.k8s;

import static io.flankwatch.k8s.Pods.inRange;
import static io.flankwatch.k8s.Pods.oneOf;
import static io.flankwatch.k8s.Workload.list;
import static io.flankwatch.k8s.Workload.map;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.kubernetes.client.openapi.models.V1LabelSelector;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1NetworkPolicyPort;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Secret;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/// What names something else in an overlay hits it.
final class Wiring {

    private static final Set<String> DIRECTIONS = Set.of("Ingress", "Egress");

    private final Shape shape;
    private final List<Workload> workloads;
    private final BiConsumer<String, String> fault;

    Wiring(Shape shape, BiConsumer<String, String> fault) {
        this.shape = shape;
        this.workloads = Workload.of(shape);
        this.fault = fault;
    }

    void check() {
        for (Workload workload : workloads) {
            if (workload.isService() && !workload.isSelected(workload.selector())) {
                fault.accept(workload.name(), "does not match the selector of its own pods");
            }
            String account = workload.pod().getServiceAccountName();
            if (shape.all(V1ServiceAccount.class).stream().noneMatch(each -> each.getMetadata().getName().equals(account))) {
                fault.accept(workload.name(), "is of a service account that there is not: " + account);
            }
        }
        for (V1ServiceAccount account : shape.all(V1ServiceAccount.class)) {
            if (!Boolean.FALSE.equals(account.getAutomountServiceAccountToken())) {
                fault.accept("ServiceAccount/" + account.getMetadata().getName(), "has a token");
            }
        }
        // Secrets are somebody else's: what is in a repository is none.
        shape.all(V1Secret.class).forEach(secret -> fault.accept("Secret/" + secret.getMetadata().getName(), "is among the manifests"));
        shape.all(V1Service.class).forEach(this::service);
        shape.all(V1PodDisruptionBudget.class)
                .forEach(budget -> matched("PodDisruptionBudget/" + budget.getMetadata().getName(), budget.getSpec().getSelector()));
        shape.all(V2HorizontalPodAutoscaler.class).forEach(this::autoscaler);
        shape.all(V1NetworkPolicy.class).forEach(this::policy);
        shape.routes().forEach(this::route);
        for (Workload workload : workloads) {
            if (workload.isService()) {
                accompanied(workload);
            }
        }
    }

    private void service(V1Service service) {
        String name = "Service/" + service.getMetadata().getName();
        List<Workload> pods = workloads.stream().filter(workload -> workload.isSelected(map(service.getSpec().getSelector()))).toList();
        if (pods.size() != 1 || map(service.getSpec().getSelector()).isEmpty()) {
            fault.accept(name, "has a selector that matches the pods of " + pods.size() + " workloads");
        }
        for (var port : list(service.getSpec().getPorts())) {
            inRange(port.getPort(), name + " port", fault);
            var target = port.getTargetPort();
            if (target == null || target.isInteger() || !pods.stream().allMatch(pod -> pod.hasPort(target.getStrValue()))) {
                fault.accept(name, "leads to a port that its pods do not name: " + target);
            }
        }
    }

    private void autoscaler(V2HorizontalPodAutoscaler autoscaler) {
        String name = "HorizontalPodAutoscaler/" + autoscaler.getMetadata().getName();
        var target = autoscaler.getSpec().getScaleTargetRef();
        if (workloads.stream().noneMatch(workload -> workload.name().equals(target.getKind() + "/" + target.getName()))) {
            fault.accept(name, "scales what is not there: " + target.getName());
        }
        Integer least = autoscaler.getSpec().getMinReplicas();
        if (least == null || least < 1 || least > autoscaler.getSpec().getMaxReplicas()) {
            fault.accept(name, "scales from " + least + " to " + autoscaler.getSpec().getMaxReplicas());
        }
    }

    private void policy(V1NetworkPolicy policy) {
        String name = "NetworkPolicy/" + policy.getMetadata().getName();
        var spec = policy.getSpec();
        list(spec.getPolicyTypes()).forEach(type -> oneOf(DIRECTIONS, type, name + " policyTypes", fault));
        if (!isEverybody(spec.getPodSelector())) {
            matched(name, spec.getPodSelector());
        }
        for (var rule : list(spec.getIngress())) {
            for (V1NetworkPolicyPort port : list(rule.getPorts())) {
                if (port.getPort().isInteger()) {
                    inRange(port.getPort().getIntValue(), name + " port", fault);
                } else if (workloads.stream().filter(pod -> pod.isSelected(spec.getPodSelector())).anyMatch(pod -> !pod.hasPort(port.getPort().getStrValue()))) {
                    fault.accept(name, "lets in at a port that its pods do not name: " + port.getPort());
                }
            }
        }
        for (var rule : list(spec.getEgress())) {
            for (V1NetworkPolicyPort port : list(rule.getPorts())) {
                inRange(port.getPort().isInteger() ? port.getPort().getIntValue() : null, name + " port", fault);
            }
        }
    }

    private void route(JsonObject route) {
        String name = "HTTPRoute/" + Shape.text(route.getAsJsonObject("metadata"), "name");
        for (JsonElement rule : route.getAsJsonObject("spec").getAsJsonArray("rules")) {
            for (JsonElement backend : rule.getAsJsonObject().getAsJsonArray("backendRefs")) {
                String service = Shape.text(backend.getAsJsonObject(), "name");
                int port = backend.getAsJsonObject().get("port").getAsInt();
                boolean there = shape.all(V1Service.class).stream()
                        .filter(each -> each.getMetadata().getName().equals(service))
                        .flatMap(each -> list(each.getSpec().getPorts()).stream())
                        .anyMatch(each -> each.getPort() == port);
                if (!there) {
                    fault.accept(name, "leads to " + service + ":" + port + ", which is not there");
                }
            }
        }
    }

    /// A service without one of these is not what production runs.
    private void accompanied(Workload workload) {
        Stream<V1LabelSelector> budgets = shape.all(V1PodDisruptionBudget.class).stream().map(each -> each.getSpec().getSelector());
        if (budgets.noneMatch(workload::isSelected)) {
            fault.accept(workload.name(), "has no PodDisruptionBudget");
        }
        if (shape.all(V2HorizontalPodAutoscaler.class).stream()
                .noneMatch(each -> workload.name().equals("Deployment/" + each.getSpec().getScaleTargetRef().getName()))) {
            fault.accept(workload.name(), "has no HorizontalPodAutoscaler");
        }
        if (shape.all(V1Service.class).stream().noneMatch(each -> workload.isSelected(map(each.getSpec().getSelector())))) {
            fault.accept(workload.name(), "has no Service");
        }
        boolean denied = shape.all(V1NetworkPolicy.class).stream()
                .map(V1NetworkPolicy::getSpec)
                .anyMatch(each -> isEverybody(each.getPodSelector())
                        && list(each.getPolicyTypes()).containsAll(DIRECTIONS) && list(each.getIngress()).isEmpty() && list(each.getEgress()).isEmpty());
        if (!denied) {
            fault.accept(workload.name(), "is where nothing is denied by default");
        }
    }

    private void matched(String name, V1LabelSelector selector) {
        if (workloads.stream().noneMatch(workload -> workload.isSelected(selector))) {
            fault.accept(name, "has a selector that matches nothing");
        }
    }

    private static boolean isEverybody(V1LabelSelector selector) {
        return map(selector.getMatchLabels()).isEmpty() && list(selector.getMatchExpressions()).isEmpty();
    }
}
