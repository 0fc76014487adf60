package io.flankwatch.importer;

import io.flankwatch.events.Evidence.Capture;
import io.flankwatch.events.Evidence.Kind;
import io.flankwatch.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// A file as the body of AddCapture: its hash, length, name and media type. When, by whom and with what it was captured is not in the file, and is
/// left to whoever knows.
final class EvidenceFile {

    static final String USAGE = "evidence FILE KIND: prints the body of AddCapture; KIND is one of " + Arrays.toString(Kind.values());

    private EvidenceFile() {}

    /// @return whether it was printed
    static boolean print(List<String> arguments, PrintStream out, PrintStream err) {
        if (arguments.size() != 2 || Arrays.stream(Kind.values()).noneMatch(kind -> kind.name().equals(arguments.getLast()))) {
            err.println(USAGE);
            return false;
        }
        Path file = Path.of(arguments.getFirst());
        try {
            out.println(Json.MAPPER.writeValueAsString(capture(file, Kind.valueOf(arguments.getLast()))));
            return true;
        } catch (IOException unreadable) {
            err.println("can't read " + file + ": " + unreadable);
            return false;
        }
    }

    private static Capture capture(Path file, Kind kind) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream read = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            long length = read.transferTo(OutputStream.nullOutputStream());
            String name = String.valueOf(file.getFileName());
            return new Capture(
                    kind,
                    HexFormat.of().formatHex(read.getMessageDigest().digest()),
                    length,
                    // By the name's ending; absent where that says nothing.
                    URLConnection.guessContentTypeFromName(name),
                    null, null, null, null, null, null, null, name, null, null, null);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
