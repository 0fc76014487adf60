package io.flankwatch.k8s;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/// A compose file, and what speaks against starting what is in it.
final class Compose {

    private static final Set<String> TOP = Set.of("name", "services", "secrets", "volumes");
    private static final Set<String> SERVICE = Set.of(
            "image", "build", "pull_policy", "command", "entrypoint", "environment", "secrets", "ports", "volumes", "depends_on", "healthcheck",
            "stop_grace_period", "read_only", "tmpfs", "cap_drop", "security_opt");
    private static final Set<String> HEALTHCHECK = Set.of("test", "interval", "timeout", "retries", "start_period");
    private static final Set<String> CONDITIONS = Set.of("service_healthy", "service_completed_successfully");
    private static final Pattern PINNED = Pattern.compile("[a-z0-9./-]+:[0-9]+\\.[0-9][A-Za-z0-9._-]*");
    private static final Pattern PORT = Pattern.compile("127\\.0\\.0\\.1:[1-9][0-9]{0,4}:[1-9][0-9]{0,4}");
    private static final Pattern DURATION = Pattern.compile("[0-9]+(s|m)");

    private final Path root;
    private final List<String> faults = new ArrayList<>();
    private Map<?, ?> file = Map.of();

    private Compose(Path root) {
        this.root = root;
    }

    static List<String> faults(Path root, String yaml) {
        var compose = new Compose(root);
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        try {
            compose.file = map(new Yaml(new SafeConstructor(options)).load(yaml));
            compose.check();
        } catch (YAMLException broken) {
            compose.faults.add(String.valueOf(broken.getMessage()));
        }
        return compose.faults;
    }

    private void check() {
        file.keySet().stream().map(String::valueOf).filter(key -> !TOP.contains(key) && !key.startsWith("x-")).forEach(key -> faults.add("there is no " + key));
        map(file.get("services")).forEach((name, service) -> check(String.valueOf(name), map(service)));
        map(file.get("secrets")).forEach((name, secret) -> {
            if (!String.valueOf(map(secret).get("file")).equals("compose/secrets.d/" + name)) {
                faults.add("secret " + name + " is not what compose/secrets makes");
            }
        });
    }

    private void check(String name, Map<?, ?> service) {
        service.keySet().stream().map(String::valueOf).filter(key -> !SERVICE.contains(key)).forEach(key -> faults.add(name + " may not have " + key));
        String image = String.valueOf(service.get("image"));
        if (!PINNED.matcher(image).matches()) {
            faults.add(name + " has an image that is not pinned: " + image);
        }
        if (service.containsKey("build") && !Files.isRegularFile(root.resolve(String.valueOf(map(service.get("build")).get("dockerfile"))))) {
            faults.add(name + " is built by a file that there is not");
        }
        for (Object port : list(service.get("ports"))) {
            if (!PORT.matcher(String.valueOf(port)).matches() || List.of(String.valueOf(port).split(":", -1)).subList(1, 3).stream().anyMatch(each -> Integer.parseInt(each) > 65_535)) {
                faults.add(name + " is not on a port of loopback: " + port);
            }
        }
        for (Object volume : list(service.get("volumes"))) {
            volume(name, String.valueOf(volume));
        }
        map(service.get("depends_on")).forEach((other, how) -> dependence(name, String.valueOf(other), String.valueOf(map(how).get("condition"))));
        healthcheck(name, service);
        map(service.get("environment")).keySet().stream()
                .filter(key -> String.valueOf(key).endsWith("PASSWORD") || String.valueOf(key).endsWith("SECRET"))
                .forEach(key -> faults.add(name + " is told a secret: " + key));
        for (Object secret : list(service.get("secrets"))) {
            Object source = secret instanceof Map<?, ?> longForm ? longForm.get("source") : secret;
            if (!map(file.get("secrets")).containsKey(source)) {
                faults.add(name + " refers to a secret that there is not: " + source);
            }
        }
        if (image.startsWith("flankwatch/")) {
            ours(name, image, service);
        }
    }

    private void volume(String name, String volume) {
        String[] parts = volume.split(":", -1);
        if (!parts[0].startsWith(".")) {
            if (!map(file.get("volumes")).containsKey(parts[0])) {
                faults.add(name + " has a volume that there is not, or a folder of the machine: " + volume);
            }
        } else if (!Files.isRegularFile(root.resolve(parts[0]))) {
            faults.add(name + " mounts a file that there is not: " + parts[0]);
        } else if (parts.length != 3 || !parts[2].equals("ro")) {
            faults.add(name + " may write to " + parts[0]);
        }
    }

    private void dependence(String name, String other, String condition) {
        Map<?, ?> on = map(map(file.get("services")).get(other));
        if (on.isEmpty()) {
            faults.add(name + " waits for " + other + ", which there is not");
        } else if (!CONDITIONS.contains(condition)) {
            faults.add(name + " waits for " + other + " until what: " + condition);
        } else if (condition.equals("service_healthy") && !on.containsKey("healthcheck")) {
            faults.add(name + " waits for the health of " + other + ", which nobody asks for");
        }
    }

    private void healthcheck(String name, Map<?, ?> service) {
        boolean ends = map(file.get("services")).values().stream()
                .map(other -> map(map(map(other).get("depends_on")).get(name)).get("condition"))
                .anyMatch("service_completed_successfully"::equals);
        Map<?, ?> check = map(service.get("healthcheck"));
        if (check.isEmpty()) {
            if (!ends) {
                faults.add(name + " has no healthcheck");
            }
            return;
        }
        check.keySet().stream().map(String::valueOf).filter(key -> !HEALTHCHECK.contains(key)).forEach(key -> faults.add(name + " healthcheck has no " + key));
        if (list(check.get("test")).isEmpty() || !list(check.get("test")).getFirst().equals("CMD")) {
            faults.add(name + " has a healthcheck that asks nothing");
        }
        for (String each : List.of("interval", "timeout")) {
            if (!DURATION.matcher(String.valueOf(check.get(each))).matches()) {
                faults.add(name + " healthcheck " + each + " is " + check.get(each));
            }
        }
    }

    /// What a service of ours is told, it knows, and all that it needs is there.
    private void ours(String name, String image, Map<?, ?> service) {
        KnownSettings process = list(service.get("entrypoint")).stream().anyMatch(word -> String.valueOf(word).endsWith("MigrationApplication"))
                ? KnownSettings.MIGRATION
                : image.contains("query-service") ? KnownSettings.QUERY_SERVICE : KnownSettings.COMMAND_SERVICE;
        var told = new TreeSet<String>();
        for (Object variable : map(service.get("environment")).keySet()) {
            if (!process.knowsVariable(String.valueOf(variable))) {
                faults.add(name + " is told " + variable + ", which it does not know");
            }
            told.add(String.valueOf(variable));
        }
        for (Object secret : list(service.get("secrets"))) {
            if (secret instanceof Map<?, ?> longForm) {
                String setting = String.valueOf(longForm.get("target"));
                if (!process.knows(setting)) {
                    faults.add(name + " is told " + setting + ", which it does not know");
                }
                told.add(KnownSettings.variable(setting));
            }
        }
        process.required().stream().filter(setting -> !told.contains(KnownSettings.variable(setting))).sorted().forEach(setting -> faults.add(name + " is not told " + setting));
        if (!Boolean.TRUE.equals(service.get("read_only")) || !list(service.get("cap_drop")).contains("ALL")) {
            faults.add(name + " is not restricted");
        }
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }
}
