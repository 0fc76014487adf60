package io.flankwatch.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/// The file with the key that wraps those of persons: the same one for every service of a test.
public final class TestKeyFile {

    private TestKeyFile() {}

    public static Path path() {
        try {
            Path file = Files.createTempFile("persons", "");
            file.toFile().deleteOnExit();
            return Files.writeString(file, Base64.getEncoder().encodeToString(new byte[32]) + "\n");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
