package io.flankwatch.events;

import java.util.Base64;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The parts of what is kept of a source, and of what was done with it.
public final class Evidence {

    private static final Pattern MEDIA_TYPE = Pattern.compile("[\\w!#$&^.+-]+/[\\w!#$&^.+-]+(\\s*;.*)?");
    private static final byte DER_SEQUENCE = 0x30;

    private Evidence() {}

    /// What a capture is, by the parts of a collection record (Berkeley Protocol, para. 155): the page's source code, a picture of the page, what
    /// it embeds, metadata embedded in that, context such as comments; besides documents, and archives of several of these (WARC).
    public enum Kind {
        HTML,
        SCREENSHOT,
        MEDIA,
        DOCUMENT,
        METADATA,
        CONTEXT,
        ARCHIVE,
        OTHER
    }

    public enum CheckResult {
        REACHABLE,
        CHANGED,
        GONE,
        CORRECTED
    }

    /// Steps of a chain of custody (Berkeley Protocol, para. 167).
    public enum Action {
        COLLECTED,
        COPIED,
        TRANSFERRED,
        ANALYSED,
        TRANSFORMED,
        SEALED,
        DISPOSED
    }

    /// One stored form of a source. The file itself is kept elsewhere and is known by its hash.
    ///
    /// @param sha256         of the file, lower-case hex
    /// @param length         of the file, in bytes
    /// @param mediaType      RFC 6838, with parameters where it has them
    /// @param capturedAt     when it was taken
    /// @param tool           what it was taken with
    /// @param httpStatus     that the source was answered with
    /// @param collector      who took it
    /// @param url            where it was taken from, where that is not the URL of the source
    /// @param archiveUrl     where a public archive keeps it
    /// @param derivedFrom    the capture of the same case that this one was made from
    /// @param timestampToken an RFC 3161 time-stamp token over the hash: DER, base64. Kept as it is and not verified
    public record Capture(
            Kind kind,
            String sha256,
            @Nullable Long length,
            @Nullable String mediaType,
            @Nullable When capturedAt,
            @Nullable String tool,
            @Nullable String toolVersion,
            @Nullable Integer httpStatus,
            @Nullable String collector,
            @Nullable String url,
            @Nullable String archiveUrl,
            @Nullable String originalFilename,
            @Nullable UUID derivedFrom,
            @Nullable String timestampToken,
            @Nullable Marking marking) {

        public Capture {
            Check.required(kind, "kind");
            Check.sha256(Check.required(sha256, "sha256"), "sha256");
            Check.that(length == null || length >= 0, "length", "must not be negative");
            Check.that(mediaType == null || MEDIA_TYPE.matcher(mediaType).matches(), "mediaType", "must be a media type such as text/html");
            Check.optionalText(tool, "tool");
            Check.optionalText(toolVersion, "toolVersion");
            Check.that(toolVersion == null || tool != null, "toolVersion", "needs a tool");
            Check.that(httpStatus == null || (httpStatus >= 100 && httpStatus <= 599), "httpStatus", "must be from 100 to 599");
            Check.optionalText(collector, "collector");
            Check.url(url, "url");
            Check.url(archiveUrl, "archiveUrl");
            Check.optionalText(originalFilename, "originalFilename");
            Check.that(timestampToken == null || der(timestampToken), "timestampToken", "must be a DER time-stamp token in base64");
        }

        private static boolean der(String base64) {
            try {
                byte[] token = Base64.getDecoder().decode(base64);
                return token.length > 2 && token[0] == DER_SEQUENCE;
            } catch (IllegalArgumentException notBase64) {
                return false;
            }
        }
    }
}
