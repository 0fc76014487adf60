package io.flankwatch.platform.persons;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// Where a sealed part belongs. It opens there and nowhere else: what is copied into another entry, or said to be another person's, does not.
public record SealedPlace(UUID caseId, UUID entryId, UUID personId) {

    private static final String PATH = "/persons";

    byte[] bytes() {
        return ("flankwatch person part v1|" + caseId + '|' + entryId + '|' + personId + '|' + PATH).getBytes(StandardCharsets.US_ASCII);
    }
}
