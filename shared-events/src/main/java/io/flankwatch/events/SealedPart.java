package io.flankwatch.events;

import java.util.UUID;
import java.util.regex.Pattern;

/// What an entry has about one person, sealed under that person's key before it was recorded.
///
/// @param sealed what AES-256-GCM has made of it, base64url without padding
public record SealedPart(UUID personId, String sealed) {

    /// Persons that one entry has parts about at most.
    public static final int MAX_PERSONS = 20;

    private static final Pattern BASE64URL = Pattern.compile("[A-Za-z0-9_-]{1,16384}");

    public SealedPart {
        Check.required(personId, "personId");
        Check.that(BASE64URL.matcher(Check.required(sealed, "sealed")).matches(), "sealed", "must be base64url");
    }
}
