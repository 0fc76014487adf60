package io.flankwatch.k8s;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// All that speaks against applying a rendered overlay, each with what it is about.
final class Review {

    /// A line of the README's table of secrets: name, and keys.
    private static final Pattern SECRET = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| ((?:`[a-z]+`(?:, )?)+) \\|");

    private static final Map<String, List<String>> SECRETS = secrets();

    private Review() {}

    static List<String> faults(String yaml) {
        Shape shape = Shape.of(yaml);
        if (!shape.faults().isEmpty()) {
            return shape.faults();
        }
        var faults = new ArrayList<String>();
        BiConsumer<String, String> fault = (what, why) -> faults.add(what + " " + why);
        new Wiring(shape, fault).check();
        var settings = new Settings(shape, SECRETS, fault);
        for (Workload workload : Workload.of(shape)) {
            Restricted.check(workload, fault);
            Pods.check(workload, fault);
            settings.check(workload);
        }
        return faults;
    }

    private static Map<String, List<String>> secrets() {
        try {
            return SECRET.matcher(Files.readString(Kustomize.K8S.resolve("README.md"))).results()
                    .collect(Collectors.toMap((MatchResult line) -> line.group(1), line -> Arrays.asList(line.group(2).replace("`", "").split(", ", -1))));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
