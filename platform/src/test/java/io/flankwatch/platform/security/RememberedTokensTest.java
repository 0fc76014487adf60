package io.flankwatch.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flankwatch.events.Marking;
import io.flankwatch.platform.TestTokens;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/// What is remembered of tokens that a real decoder has verified, by a clock that goes as the test says.
class RememberedTokensTest {

    private static final TestTokens TOKENS = new TestTokens();

    private final JwtDecoder decoder = TOKENS.decoder();
    private int verified;
    private Instant now = Instant.now();
    private final RememberedTokens remembered = new RememberedTokens(
            token -> {
                verified++;
                return decoder.decode(token);
            },
            () -> now);

    @Test
    void aTokenThatIsSentAgainIsVerifiedOnceAMinute() {
        String token = TOKENS.analyst();
        assertThat(remembered.decode(token).getTokenValue()).isEqualTo(token);
        assertThat(remembered.decode(token).getSubject()).isEqualTo("analyst");
        assertThat(verified).isEqualTo(1);

        now = now.plus(RememberedTokens.TRUSTED);
        assertThat(remembered.decode(token).getSubject()).isEqualTo("analyst");
        assertThat(verified).isEqualTo(2);
    }

    @Test
    void aTokenThatHasExpiredSinceIsVerifiedAgain() {
        String token = TOKENS.token(claims -> claims.subject("analyst").expiresAt(now.plusSeconds(10)));
        var unused = remembered.decode(token);

        now = now.plusSeconds(10);
        unused = remembered.decode(token);
        unused = remembered.decode(token);
        assertThat(verified).isEqualTo(3);
    }

    @Test
    void aTokenThatDiffersFromARememberedOneIsRefused() {
        String token = TOKENS.analyst();
        var unused = remembered.decode(token);
        int signature = token.lastIndexOf('.') + 1;
        String other = TOKENS.supervisor();

        assertThatThrownBy(() -> remembered.decode(other.substring(0, other.lastIndexOf('.') + 1) + token.substring(signature))).isInstanceOf(BadJwtException.class);
        assertThatThrownBy(() -> remembered.decode(token.substring(0, signature) + flipped(token.substring(signature)))).isInstanceOf(BadJwtException.class);
    }

    @Test
    void aTokenThatIsRefusedIsRefusedAgain() {
        String foreign = new TestTokens().analyst();
        for (int times = 1; times <= 2; times++) {
            assertThatThrownBy(() -> remembered.decode(foreign)).isInstanceOf(BadJwtException.class);
            assertThat(verified).isEqualTo(times);
        }
    }

    @Test
    void onlySoManyAreRemembered() {
        String first = TOKENS.analyst();
        var unused = remembered.decode(first);
        for (int i = 0; i < RememberedTokens.MOST; i++) {
            unused = remembered.decode(TOKENS.token("analyst", "client" + i, Marking.RED));
        }
        verified = 0;
        unused = remembered.decode(first);
        assertThat(verified).isEqualTo(1);
    }

    private static String flipped(String signature) {
        return (signature.charAt(0) == 'A' ? 'B' : 'A') + signature.substring(1);
    }
}
