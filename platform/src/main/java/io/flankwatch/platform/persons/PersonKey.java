package io.flankwatch.platform.persons;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import io.flankwatch.wire.Json;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.core.JacksonException;

/// The key of one person, unwrapped. Kept by nobody for longer than what it is needed for.
public final class PersonKey {

    /// So much of the length of what is sealed is not told.
    private static final int BLOCK = 64;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Aead seal;
    private final SecretKeySpec marks;

    private PersonKey(Aead seal, SecretKeySpec marks) {
        this.seal = seal;
        this.marks = marks;
    }

    static byte[] random() {
        byte[] bytes = new byte[2 * AesKeys.BYTES];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /// A key of nobody's: what is sealed under it is never opened.
    public static PersonKey ofNobody() {
        try {
            return of(random());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static PersonKey of(byte[] bytes) throws GeneralSecurityException {
        if (bytes.length != 2 * AesKeys.BYTES) {
            throw new GeneralSecurityException("a person's key is of another length");
        }
        return new PersonKey(
                AesGcmJce.create(AesKeys.key(Arrays.copyOf(bytes, AesKeys.BYTES))),
                new SecretKeySpec(bytes, AesKeys.BYTES, AesKeys.BYTES, "HmacSHA256"));
    }

    /// @return base64url without padding
    public String seal(SealedPlace place, PersonContent content) {
        try {
            byte[] json = Json.MAPPER.writeValueAsBytes(content);
            int written = json.length;
            byte[] padded = Arrays.copyOf(json, (written / BLOCK + 1) * BLOCK);
            Arrays.fill(padded, written, padded.length, (byte) ' ');
            return Base64.getUrlEncoder().withoutPadding().encodeToString(seal.encrypt(padded, place.bytes()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("a part could not be sealed", impossible);
        }
    }

    /// @throws GeneralSecurityException where it was sealed under another key or for another place
    public PersonContent open(SealedPlace place, String sealed) throws GeneralSecurityException {
        byte[] opened = seal.decrypt(Base64.getUrlDecoder().decode(sealed), place.bytes());
        try {
            return Json.MAPPER.readValue(opened, PersonContent.class);
        } catch (JacksonException unreadable) {
            // Its own words would quote what was sealed.
            throw new GeneralSecurityException("what was sealed has another form");
        }
    }

    /// Tells the same from something else for as long as there is the key, and nothing to anybody without it.
    public String mark(byte[] content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(marks);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(content));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HmacSHA256", impossible);
        }
    }
}
