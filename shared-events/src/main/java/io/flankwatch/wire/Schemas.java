package io.flankwatch.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.regex.Pattern;

/// JSON Schemas of what envelopes have as `data`, one file for each stored type and version, as they are served under `dataschema`.
///
/// A file is made from the record while that is the current version, and stays when it no longer is.
public final class Schemas {

    private static final Pattern TYPE = Pattern.compile("[a-z]+(\\.[a-z]+)+");
    private static final Pattern VERSION = Pattern.compile("v[1-9][0-9]{0,3}");

    private Schemas() {}

    /// @param type    without its version (`io.flankwatch.case.opened`)
    /// @param version `v1`
    /// @return a schema of draft 2020-12; empty where no such type was ever stored
    public static Optional<byte[]> of(String type, String version) {
        if (!TYPE.matcher(type).matches() || !VERSION.matcher(version).matches()) {
            return Optional.empty();
        }
        try (InputStream file = Schemas.class.getResourceAsStream("/schemas/" + type + "." + version + ".json")) {
            return file == null ? Optional.empty() : Optional.of(file.readAllBytes());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
