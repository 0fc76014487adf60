package io.flankwatch.k8s;

import static io.flankwatch.k8s.Workload.list;
import static io.flankwatch.k8s.Workload.map;

import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1KeyToPath;
import io.kubernetes.client.openapi.models.V1Volume;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The settings that a pod gets: each is a file of a ConfigMap that is there, or of a Secret that the README says who makes; its process knows each, and
/// gets what it does not start without.
final class Settings {

    private static final String IMPORT = "SPRING_CONFIG_IMPORT";
    private static final Pattern TREE = Pattern.compile("configtree:(/[a-z/-]+)/");

    private final Shape shape;
    private final Map<String, List<String>> secrets;
    private final BiConsumer<String, String> fault;

    /// @param secrets the keys of each
    Settings(Shape shape, Map<String, List<String>> secrets, BiConsumer<String, String> fault) {
        this.shape = shape;
        this.secrets = secrets;
        this.fault = fault;
    }

    void check(Workload workload) {
        for (V1Container container : workload.containers()) {
            String name = workload.name() + " " + container.getName();
            var files = new TreeMap<String, @Nullable String>();
            for (var mount : list(container.getVolumeMounts())) {
                workload.volumes().stream()
                        .filter(volume -> volume.getName().equals(mount.getName()))
                        .forEach(volume -> files(name, volume).forEach((file, value) -> files.put(mount.getMountPath() + "/" + file, value)));
            }
            check(name, container, files);
        }
    }

    private void check(String name, V1Container container, Map<String, @Nullable String> files) {
        KnownSettings process = process(container);
        if (!list(container.getEnvFrom()).isEmpty()) {
            fault.accept(name, "takes its environment from elsewhere");
        }
        String folder = "";
        for (var variable : list(container.getEnv())) {
            if (KnownSettings.isSecret(variable.getName())) {
                fault.accept(name, "is told a secret in the open: " + variable.getName());
            } else if (variable.getValue() == null || !process.knowsVariable(variable.getName())) {
                fault.accept(name, "is told " + variable.getName() + ", which it does not know");
            } else if (variable.getName().equals(IMPORT)) {
                var tree = TREE.matcher(variable.getValue());
                folder = tree.matches() ? tree.group(1) + "/" : "";
            }
        }
        var told = new TreeMap<String, @Nullable String>();
        for (var file : files.entrySet()) {
            if (!folder.isEmpty() && file.getKey().startsWith(folder)) {
                told.put(file.getKey().substring(folder.length()), file.getValue());
            }
        }
        told.keySet().stream().filter(setting -> !process.knows(setting)).forEach(setting -> fault.accept(name, "is told " + setting + ", which it does not know"));
        process.required().stream().filter(setting -> !told.containsKey(setting)).sorted().forEach(setting -> fault.accept(name, "is not told " + setting));
        String keys = told.get("flankwatch.persons.key-file");
        if (keys != null && !files.containsKey(keys)) {
            fault.accept(name, "is told of a file that is not there: " + keys);
        }
    }

    private static KnownSettings process(V1Container container) {
        if (list(container.getCommand()).stream().anyMatch(word -> word.endsWith("MigrationApplication"))) {
            return KnownSettings.MIGRATION;
        }
        return container.getImage().contains("query-service") ? KnownSettings.QUERY_SERVICE : KnownSettings.COMMAND_SERVICE;
    }

    /// The files of a volume, each with its text, which is nowhere here where it is secret.
    private Map<String, @Nullable String> files(String name, V1Volume volume) {
        var files = new TreeMap<String, @Nullable String>();
        if (volume.getConfigMap() != null) {
            configMap(name, volume.getConfigMap().getName(), files);
        }
        if (volume.getSecret() != null) {
            secret(name, volume.getSecret().getSecretName(), list(volume.getSecret().getItems()), files);
        }
        if (volume.getProjected() != null) {
            for (var source : list(volume.getProjected().getSources())) {
                if (source.getConfigMap() != null) {
                    configMap(name, source.getConfigMap().getName(), files);
                }
                if (source.getSecret() != null) {
                    secret(name, source.getSecret().getName(), list(source.getSecret().getItems()), files);
                }
            }
        }
        return files;
    }

    private void configMap(String name, @Nullable String configMap, Map<String, @Nullable String> files) {
        var found = shape.all(V1ConfigMap.class).stream().filter(each -> each.getMetadata().getName().equals(configMap)).findFirst();
        if (found.isEmpty()) {
            fault.accept(name, "refers to a ConfigMap that there is not: " + configMap);
            return;
        }
        map(found.get().getData()).forEach((file, value) -> {
            if (KnownSettings.isSecret(file)) {
                fault.accept(name, "is told a secret in the open: " + file);
            }
            put(name, file, value, files);
        });
    }

    private void secret(String name, @Nullable String secret, List<V1KeyToPath> items, Map<String, @Nullable String> files) {
        List<String> keys = secrets.getOrDefault(secret, List.of());
        if (items.isEmpty()) {
            fault.accept(name, "gets whatever is in the Secret " + secret);
        }
        for (V1KeyToPath item : items) {
            if (!keys.contains(item.getKey())) {
                fault.accept(name, "refers to " + item.getKey() + " of the Secret " + secret + ", which nobody is told to make");
            }
            put(name, item.getPath(), null, files);
        }
    }

    private void put(String name, String file, @Nullable String value, Map<String, @Nullable String> files) {
        if (files.containsKey(file)) {
            fault.accept(name, "is told " + file + " twice");
        }
        files.put(file, value);
    }
}
