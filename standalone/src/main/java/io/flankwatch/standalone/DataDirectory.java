package io.flankwatch.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Everything that is kept between starts. One process at a time may have it: the lock goes with the process, however that ends.
final class DataDirectory implements AutoCloseable {

    private final Path root;
    private final FileChannel channel;

    private DataDirectory(Path root, FileChannel channel) {
        this.root = root;
        this.channel = channel;
    }

    /// @throws InUse where another process has it
    static DataDirectory open(Path directory) {
        Path root = directory.toAbsolutePath().normalize();
        try {
            Files.createDirectories(root);
            Path file = root.resolve("lock");
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                String holder = Files.readString(file).strip();
                channel.close();
                throw new InUse(root, holder);
            }
            channel.truncate(0);
            channel.write(StandardCharsets.US_ASCII.encode(Long.toString(ProcessHandle.current().pid())));
            return new DataDirectory(root, channel);
        } catch (IOException failed) {
            throw new UncheckedIOException("The data directory " + root + " can't be used", failed);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException inThisProcess) {
            return null;
        }
    }

    Path root() {
        return root;
    }

    /// A secret that is made at the first start and kept: 256 random bits in base64.
    String secret(String name) {
        return secret(name, () -> {
            byte[] bits = new byte[32];
            new SecureRandom().nextBytes(bits);
            return Base64.getEncoder().encodeToString(bits);
        });
    }

    /// The file of a secret.
    Path secretFile(String name) {
        var unused = secret(name);
        return root.resolve("secrets").resolve(name);
    }

    /// A secret that is made at the first start and kept, where nobody but its owner can read it.
    String secret(String name, Supplier<String> make) {
        try {
            Path secrets = Files.createDirectories(root.resolve("secrets"), only("rwx------"));
            Path file = secrets.resolve(name);
            if (!Files.exists(file)) {
                Path unfinished = secrets.resolve(name + ".new");
                Files.deleteIfExists(unfinished);
                Files.createFile(unfinished, only("rw-------"));
                try (FileChannel out = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                    out.write(StandardCharsets.UTF_8.encode(make.get()));
                    out.force(true);
                }
                // Whole or not at all: half a password would lock us out of our own database.
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Windows keeps what is below a user's own directory to that user.
    private static FileAttribute<?>[] only(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))}
                : new FileAttribute<?>[0];
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Another process has the data.
    static final class InUse extends IllegalStateException {

        InUse(Path root, String holder) {
            super("Another Flankwatch (process " + holder + ") is running on " + root + ".");
        }
    }
}
