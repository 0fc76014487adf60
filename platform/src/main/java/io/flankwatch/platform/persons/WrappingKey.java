package io.flankwatch.platform.persons;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/// The key that wraps those of persons. It comes from a file outside of every database and every backup of one: without it, the keys that are stored
/// open nothing.
///
/// Each line of the file is base64 of 32 random bytes. The first one wraps, all of them unwrap: a new key goes on top.
public final class WrappingKey {

    private final Aead keys;

    private WrappingKey(Aead keys) {
        this.keys = keys;
    }

    /// @throws IllegalStateException where the file can't be read or is not of this form; what is in it is not told
    public static WrappingKey read(Path file) {
        try {
            List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII).stream().map(String::strip).filter(line -> !line.isEmpty()).toList();
            if (lines.isEmpty()) {
                throw new IllegalStateException("the file of flankwatch.persons.key-file is empty");
            }
            return of(lines);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the file of flankwatch.persons.key-file can't be read", unreadable);
        }
    }

    private static WrappingKey of(List<String> lines) {
        try {
            AeadConfig.register();
            KeysetHandle.Builder keyset = KeysetHandle.newBuilder();
            for (int i = 0; i < lines.size(); i++) {
                KeysetHandle.Builder.Entry entry = KeysetHandle.importKey(AesKeys.key(decoded(lines.get(i)))).withFixedId(i + 1);
                keyset.addEntry(i == 0 ? entry.makePrimary() : entry);
            }
            return new WrappingKey(keyset.build().getPrimitive(RegistryConfiguration.get(), Aead.class));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has AES-GCM", impossible);
        }
    }

    private static byte[] decoded(String line) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(line);
        } catch (IllegalArgumentException noBase64) {
            bytes = new byte[0];
        }
        if (bytes.length != AesKeys.BYTES) {
            throw new IllegalStateException("each line of the file of flankwatch.persons.key-file must be base64 of " + AesKeys.BYTES + " bytes");
        }
        return bytes;
    }

    /// A new key for a person, wrapped.
    public byte[] fresh(UUID personId) {
        try {
            return keys.encrypt(PersonKey.random(), owner(personId));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("a key could not be wrapped", impossible);
        }
    }

    /// @throws GeneralSecurityException where it was wrapped under another key, or for another person
    public PersonKey unwrap(UUID personId, byte[] wrapped) throws GeneralSecurityException {
        return PersonKey.of(keys.decrypt(wrapped, owner(personId)));
    }

    private static byte[] owner(UUID personId) {
        return ("flankwatch person key v1|" + personId).getBytes(StandardCharsets.US_ASCII);
    }
}
