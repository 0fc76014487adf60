package io.flankwatch.k8s;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Renders overlays as `kubectl apply -k` does: by the `kubectl` or the `kustomize` that is there, or the one that `-Dkubectl` names.
final class Kustomize {

    static final Path K8S = Path.of("").toAbsolutePath();
    static final Path ROOT = K8S.resolve("..").normalize();

    private Kustomize() {}

    /// Every folder that somebody applies.
    static List<String> overlays() {
        try (Stream<Path> files = Files.walk(K8S.resolve("overlays"))) {
            return files.filter(file -> file.endsWith("kustomization.yaml"))
                    .filter(file -> !contains(file, "kind: Component"))
                    .map(file -> K8S.relativize(file.getParent()).toString())
                    .sorted()
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// One that was named must be there.
    static boolean isThere() {
        return System.getProperty("kubectl") != null || found().isPresent();
    }

    static String render(String overlay) {
        try {
            Path standardError = Files.createTempFile("kustomize", ".log");
            Process process = new ProcessBuilder(command(overlay)).redirectError(standardError.toFile()).start();
            String rendered = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(overlay + " is not rendered: " + Files.readString(standardError));
            }
            Files.delete(standardError);
            return rendered;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static List<String> command(String overlay) {
        Path tool = Optional.ofNullable(System.getProperty("kubectl")).map(Path::of).or(Kustomize::found).orElseThrow();
        return List.of(tool.toString(), tool.endsWith("kustomize") ? "build" : "kustomize", K8S.resolve(overlay).toString());
    }

    private static Optional<Path> found() {
        return Stream.of("kubectl", "kustomize")
                .flatMap(tool -> Arrays.stream(System.getenv("PATH").split(File.pathSeparator)).map(folder -> Path.of(folder, tool)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static boolean contains(Path file, String line) {
        try {
            return Files.readAllLines(file).contains(line);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
