package io.flankwatch.k8s;

import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1LabelSelector;
import io.kubernetes.client.openapi.models.V1LabelSelectorRequirement;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1PodTemplateSpec;
import io.kubernetes.client.openapi.models.V1Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What makes pods.
///
/// @param selector of a Deployment; a Job has none of its own
record Workload(String name, @Nullable V1LabelSelector selector, V1PodTemplateSpec template) {

    static List<Workload> of(Shape shape) {
        var workloads = new ArrayList<Workload>();
        for (V1Deployment each : shape.all(V1Deployment.class)) {
            workloads.add(new Workload("Deployment/" + each.getMetadata().getName(), each.getSpec().getSelector(), each.getSpec().getTemplate()));
        }
        for (V1Job each : shape.all(V1Job.class)) {
            workloads.add(new Workload("Job/" + each.getMetadata().getName(), null, each.getSpec().getTemplate()));
        }
        return workloads;
    }

    boolean isService() {
        return selector != null;
    }

    V1PodSpec pod() {
        return template.getSpec();
    }

    List<V1Container> containers() {
        return Stream.concat(list(pod().getContainers()).stream(), list(pod().getInitContainers()).stream()).toList();
    }

    List<V1Volume> volumes() {
        return list(pod().getVolumes());
    }

    boolean hasPort(String name) {
        return containers().stream().flatMap(container -> list(container.getPorts()).stream()).anyMatch(port -> name.equals(port.getName()));
    }

    boolean isSelected(@Nullable V1LabelSelector by) {
        return by != null && isSelected(map(by.getMatchLabels())) && list(by.getMatchExpressions()).stream().allMatch(this::isSelected);
    }

    boolean isSelected(Map<String, String> labels) {
        return labels().entrySet().containsAll(labels.entrySet());
    }

    private boolean isSelected(V1LabelSelectorRequirement by) {
        String value = labels().get(by.getKey());
        return switch (by.getOperator()) {
            case "In" -> value != null && list(by.getValues()).contains(value);
            case "NotIn" -> value == null || !list(by.getValues()).contains(value);
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            default -> throw new IllegalArgumentException("no operator: " + by.getOperator());
        };
    }

    private Map<String, String> labels() {
        return template.getMetadata() == null ? Map.of() : map(template.getMetadata().getLabels());
    }

    static <T> List<T> list(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    static <V> Map<String, V> map(@Nullable Map<String, V> map) {
        return map == null ? Map.of() : map;
    }
}
