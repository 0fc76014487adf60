package io.flankwatch.query.reading;

import io.flankwatch.wire.Json;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/// The headers of an answer. Spring turns one whose ETag the caller has already into 304.
public final class Answers {

    /// What names a position of the ledger: in a request the one to wait for, in an answer the one that it reflects.
    public static final String LEDGER_POSITION = "Ledger-Position";

    public static final String REPR_DIGEST = "Repr-Digest";

    private static final CacheControl PRIVATE = CacheControl.noCache().cachePrivate();

    private Answers() {}

    /// @param depending what the answer depends on beside the events of the case, such as the time of day
    public static <T> ResponseEntity<T> of(CaseState state, HttpServletRequest request, T body, Object... depending) {
        return of(state, request, body, null, depending);
    }

    /// @param next      the cursor of the next page; absent where there is none
    /// @param depending what the answer depends on beside the events of the case, such as those of another
    public static <T> ResponseEntity<T> page(CaseState state, HttpServletRequest request, T body, @Nullable String next, Object... depending) {
        return of(state, request, body, next, depending);
    }

    private static <T> ResponseEntity<T> of(
            CaseState state, HttpServletRequest request, T body, @Nullable String next, Object... depending) {
        return next(head(state, request, depending), request, next).body(body);
    }

    private static ResponseEntity.BodyBuilder head(CaseState state, HttpServletRequest request, Object... depending) {
        CaseGate gate = state.gate();
        String digest = digest(
                state.fold(),
                state.position(),
                gate.ceilingKey(),
                gate.restrictedAt(),
                request.getRequestURI(),
                String.valueOf(request.getQueryString()),
                List.of(depending));
        return ResponseEntity.ok()
                .cacheControl(PRIVATE)
                .eTag("\"" + state.version() + "-" + digest + "\"")
                .header(LEDGER_POSITION, Long.toString(state.position()));
    }

    /// The head of an answer of which the caller may have to name the very bytes: `Repr-Digest` (RFC 9530) has their SHA-256.
    public static ResponseEntity.BodyBuilder rendered(CaseState state, HttpServletRequest request, MediaType type, byte[] body) {
        String digest = "sha-256=:" + Base64.getEncoder().encodeToString(sha256().digest(body)) + ":";
        return head(state, request, type, digest).contentType(type).varyBy(HttpHeaders.ACCEPT).header(REPR_DIGEST, digest);
    }

    /// An answer across cases, which has no version: its ETag is of what is in it.
    public static <T> ResponseEntity<T> list(HttpServletRequest request, T body, @Nullable String next, long position) {
        return next(bytes(Json.MAPPER.writeValueAsBytes(body), position), request, next).body(body);
    }

    /// A page across cases whose form is the caller's choice.
    ///
    /// @param headers of the form
    /// @param ceiling under which it was computed: not every form has a place for it
    public static ResponseEntity<byte[]> page(
            HttpServletRequest request, byte[] body, HttpHeaders headers, @Nullable String next, long position, String ceiling) {
        ResponseEntity.BodyBuilder answer = bytes(body, position, ceiling, String.valueOf(headers.getContentType()))
                .headers(headers)
                .varyBy(HttpHeaders.ACCEPT);
        return next(answer, request, next).body(body);
    }

    /// @param more    whether there is more after what was given
    /// @param reached the position up to which this has read
    public static ResponseEntity<byte[]> feed(HttpServletRequest request, byte[] lines, boolean more, long reached) {
        ResponseEntity.BodyBuilder answer = bytes(lines, reached, more);
        return (more ? linked(answer, request, "after", Long.toString(reached)) : answer).body(lines);
    }

    /// A page of records that are not of the ledger, and have no position in it.
    ///
    /// @param next the number after which the next page begins; absent where there is none
    public static <T> ResponseEntity<T> records(HttpServletRequest request, T body, @Nullable Long next) {
        return records(request, body, "after", next == null ? null : next.toString());
    }

    /// @param parameter says where the next page begins
    public static <T> ResponseEntity<T> records(HttpServletRequest request, T body, String parameter, @Nullable String next) {
        ResponseEntity.BodyBuilder answer = tagged(Json.MAPPER.writeValueAsBytes(body), List.of());
        return (next == null ? answer : linked(answer, request, parameter, next)).body(body);
    }

    /// The head of an answer whose ETag is of what is in it, and of the headers that depend on more than that.
    ///
    /// @param position  up to where it has read
    /// @param depending what else is told in headers
    public static ResponseEntity.BodyBuilder bytes(byte[] body, long position, Object... depending) {
        return tagged(body, List.of(position, List.of(depending))).header(LEDGER_POSITION, Long.toString(position));
    }

    private static ResponseEntity.BodyBuilder tagged(byte[] body, List<Object> depending) {
        return ResponseEntity.ok().cacheControl(PRIVATE).eTag("\"" + digest(new String(body, StandardCharsets.UTF_8), depending) + "\"");
    }

    private static ResponseEntity.BodyBuilder next(ResponseEntity.BodyBuilder answer, HttpServletRequest request, @Nullable String next) {
        if (next == null) {
            return answer;
        }
        return linked(answer, request, "cursor", next);
    }

    private static ResponseEntity.BodyBuilder linked(
            ResponseEntity.BodyBuilder answer, HttpServletRequest request, String parameter, String value) {
        String url = ServletUriComponentsBuilder.fromRequest(request)
                .replaceQueryParam(parameter, value)
                .build()
                .toUriString();
        return answer.header(HttpHeaders.LINK, "<" + url + ">; rel=\"next\"");
    }

    private static String digest(Object... parts) {
        MessageDigest sha256 = sha256();
        for (Object part : parts) {
            sha256.update(part.toString().getBytes(StandardCharsets.UTF_8));
            sha256.update((byte) 0);
        }
        return HexFormat.of().formatHex(sha256.digest(), 0, 12);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
