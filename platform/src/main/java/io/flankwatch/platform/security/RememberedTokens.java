package io.flankwatch.platform.security;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/// The tokens that were verified last: who sends the same one with each request has it verified once a minute, which costs a request more than
/// all other checks of the chain together.
///
/// What makes a token good does not change but for two things. That it has expired is looked at each time; that its issuer has withdrawn the key is
/// noticed a minute later than it would be.
final class RememberedTokens implements JwtDecoder {

    static final Duration TRUSTED = Duration.ofMinutes(1);
    static final int MOST = 1_000;

    private final JwtDecoder decoder;
    private final InstantSource clock;

    /// By their digests, so that nobody learns from the time that a look-up takes how much of a token was guessed.
    private final Map<ByteBuffer, Verified> verified = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Verified> eldest) {
            return size() > MOST;
        }
    });

    private record Verified(Jwt token, Instant when) {}

    RememberedTokens(JwtDecoder decoder, InstantSource clock) {
        this.decoder = decoder;
        this.clock = clock;
    }

    @Override
    public Jwt decode(String token) {
        ByteBuffer digest = digest(token);
        Instant now = clock.instant();
        @Nullable Verified known = verified.get(digest);
        if (known != null && isGood(known, now)) {
            return known.token();
        }
        verified.remove(digest);
        Jwt decoded = decoder.decode(token);
        verified.put(digest, new Verified(decoded, now));
        return decoded;
    }

    /// What has expired the decoder refuses, or lets in where it allows for clocks that differ.
    private static boolean isGood(Verified known, Instant now) {
        @Nullable Instant expires = known.token().getExpiresAt();
        return now.isBefore(known.when().plus(TRUSTED)) && (expires == null || now.isBefore(expires));
    }

    private static ByteBuffer digest(String token) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
