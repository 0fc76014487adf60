package io.flankwatch.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;

/// Identifiers of RFC 9562, and salts.
public final class Ids {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    /// A version 7 UUID: the time in milliseconds, then random bits.
    public static UUID next() {
        byte[] random = new byte[10];
        RANDOM.nextBytes(random);
        ByteBuffer bits = ByteBuffer.wrap(random);
        long high = (System.currentTimeMillis() << 16) | 0x7000 | (bits.getShort() & 0x0FFF);
        long low = (bits.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /// A UUID of RFC 9562 in its usual form; neither nil nor max, which name nothing.
    ///
    /// @throws IllegalArgumentException where it is not
    public static UUID parse(String text) {
        UUID id = UUID.fromString(text);
        if (text.length() != 36 || id.variant() != 2 || id.version() < 1 || id.version() > 8) {
            throw new IllegalArgumentException("not a UUID of RFC 9562");
        }
        return id;
    }

    /// A version 5 UUID: the same name in the same namespace is always the same id.
    public static UUID derived(UUID namespace, String name) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(ByteBuffer.allocate(16)
                    .putLong(namespace.getMostSignificantBits())
                    .putLong(namespace.getLeastSignificantBits())
                    .flip());
            ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
            return new UUID(
                    (hash.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x5000,
                    (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-1", impossible);
        }
    }

    /// 128 random bits, base64url without padding.
    public static String salt() {
        byte[] bits = new byte[16];
        RANDOM.nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }
}
