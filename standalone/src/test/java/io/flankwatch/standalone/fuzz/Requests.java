package io.flankwatch.standalone.fuzz;

import io.flankwatch.standalone.fuzz.Api.Operation;
import io.flankwatch.standalone.fuzz.RawHttp.Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;

/// Requests with a right or a hostile path, query and head.
final class Requests {

    private static final String JSON = "Content-Type: application/json";

    private static final List<String> QUERY_VALUES = List.of(
            "", "0", "1", "-1", "-2", "1000", "2147483648", "9223372036854775807", "9223372036854775808", "99999999999999999999999", "1e3", "0x10", "٣", "true", "TRUE", "null",
            "OPEN", "open", "RO", "%", "%zz", "%00", "%ff", "%c0%80", "%ed%a0%80", "%0d%0aX-Injected:%20yes", "..%2f..", "2026-05-28T22:00:00Z", "2026-05-28T22:00:00+02:00",
            "2026-05-28", "9999-12-31T23:59:59Z", "9999-12-31T23:59:59-18:00", "0000-01-01T00:00:00+18:00", "2026-02-30T00:00:00Z", "+1000000000-01-01T00:00:00Z",
            "00000000-0000-0000-0000-000000000000", "1-1-1-1-1", "bm90IGEgY3Vyc29y", "LTEKLTEKLTE", "OTk5OTk5OTk5OTk5OTk5OTk5OTkKCg", "AAAA", "====", "a%0ab", "-changed",
            "occurred", "recorded", "a:b", ":", "ucdp-ged:17", "(((((((((((((((((((((a%2B)%2B)%2B", ".*", "%5B%24ne%5D=1", "%28a%2B%29%2B%24");

    private static final List<String> HEADERS = List.of(
            "Idempotency-Key:", "Idempotency-Key: \"\"", "Idempotency-Key: \"", "Idempotency-Key: " + "k".repeat(256), "Idempotency-Key: " + "k".repeat(6_000), "Idempotency-Key: Ключ 🚀",
            "Idempotency-Key: a\u0001b", "If-Match: *", "If-Match: W/\"1\"", "If-Match: \"1\", \"2\"", "If-Match: \"99999999999999999999\"", "If-Match: \"-1\"", "If-Match: 1", "If-Match: \"0\"",
            "If-Match: Ї", "If-None-Match: *", "If-None-Match: W/\"x\", \"", "Ledger-Position: -1", "Ledger-Position: 0", "Ledger-Position: 9223372036854775807",
            "Ledger-Position: 99999999999999999999", "Ledger-Position: 1e3", "Ledger-Position:", "Ledger-Position: \u0663", "Last-Event-ID: -2", "Last-Event-ID: x", "Last-Event-ID: 9223372036854775807",
            "Accept: text/html", "Accept: application/xml", "Accept: image/png;q=0", "Accept: nonsense", "Accept: */*;q=7", "Accept: application/json;q=0", "Accept: " + "a/b,".repeat(1_500) + "*/*",
            "Accept: application/problem+json", "Accept: text/event-stream", "Accept: application/x-ndjson", "Accept-Charset: utf-16", "Accept-Language: " + "x".repeat(3_000), "Accept-Encoding: gzip, br",
            "Content-Encoding: gzip", "Content-Type: text/plain", "Content-Type: application/x-www-form-urlencoded", "Content-Type: multipart/form-data; boundary=x", "Content-Type: multipart/form-data",
            "Content-Type: application/json; charset=utf-16", "Content-Type: application/json; charset=nonsense", "Content-Type: application/json-patch+json", "Content-Type: application/cbor", "Content-Type: /",
            "Content-Type:", "Content-Type: " + "a".repeat(3_000) + "/json", "Content-Length: -1", "Content-Length: 9223372036854775807", "Content-Length: 9437185", "Content-Length: 70000", "Content-Length: 1, 2", "Transfer-Encoding: nonsense",
            "Transfer-Encoding: chunked", "Expect: 100-continue", "Expect: nonsense", "Range: bytes=5-2", "Host:", "Host: a b", "Host: [::1", "Host: evil.example", "Origin: https://evil.example", "X-HTTP-Method-Override: DELETE",
            "X-Forwarded-Host: evil.example", "X-Forwarded-For: " + "1,".repeat(2_000), "Forwarded: host=\"", "Cookie: " + "a=b; ".repeat(1_000), "traceparent: 00-zz-zz-00", "traceparent: " + "0".repeat(3_000),
            "X: " + "y".repeat(20_000), "No colon", ": no name", "Na\u00efve: yes", "X-Nul: a\u0000b", "Upgrade: h2c", "Authorization: Bearer", "Authorization: Bearer a.b.c", "Authorization: Basic YTpi",
            "Authorization: Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIiwicm9sZXMiOlsic3VwZXJ2aXNvciJdfQ.", "Authorization: Bearer " + "x".repeat(5_000), "Authorization: Ключ");

    private static final List<String> SEGMENTS = List.of(
            "%00", "%ff", "%2e%2e", "..", ".", "%2f", "%5c", "%25", "%zz", "%", ";a=b", "x;jsessionid=1", "%e2%80%ae", "%ed%a0%80", "<script>", "{caseId}", "|", "\"", "a%0d%0aX-Injected:%20yes", "Ї", "𝒳", "-1", "0",
            "9223372036854775808", "1e3", "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff", "1-1-1-1-1", "__proto__", "null", "", " ", "%20", "x".repeat(5_000), "=cmd|' /C calc'!A0");

    private final Random random;
    private final Mutations mutations;
    private final Function<String, String> tokens;

    /// @param tokens for each client of the standalone
    Requests(Random random, Mutations mutations, Function<String, String> tokens) {
        this.random = random;
        this.mutations = mutations;
        this.tokens = tokens;
    }

    /// Right but for its body.
    Request plain(Operation operation, String path, byte[] body) {
        return new Request(operation.method(), path, headers(operation), body);
    }

    private List<String> headers(Operation operation) {
        List<String> headers = new ArrayList<>();
        headers.add("Authorization: Bearer " + tokens.apply(client(operation)));
        if (operation.writes()) {
            headers.add(JSON);
        }
        return headers;
    }

    /// Whoever may do most, of those who may.
    private static String client(Operation operation) {
        List<String> clients = operation.clients();
        return operation.writes() && clients.contains("analyst") ? "supervisor" : clients.contains("auditor") ? "auditor" : clients.getFirst();
    }

    /// With parameters of all sorts: known and unknown, repeated, of the wrong form.
    Request query(Operation operation, String path, byte[] body) {
        List<String> names = new ArrayList<>(operation.parameters("query"));
        names.addAll(List.of("unknown", "%00", "a[]", "__proto__", "asOf"));
        var query = new StringBuilder(path);
        for (int i = random.nextInt(12) == 0 ? 500 : 1 + random.nextInt(3); i > 0; i--) {
            // Mostly known ones: the others are refused before anything is looked at.
            String name = operation.parameters("query").isEmpty() || random.nextInt(6) == 0 ? Hostile.any(names, random) : Hostile.any(operation.parameters("query"), random);
            String value = random.nextInt(3) == 0 ? URLEncoder.encode(mutations.text(), StandardCharsets.UTF_8) : Hostile.any(QUERY_VALUES, random);
            query.append(query.indexOf("?") < 0 ? '?' : '&').append(name).append('=').append(value);
        }
        return new Request(operation.method(), query.toString(), headers(operation), body);
    }

    /// With one or two lines in its head that have no business there, each in the place of the right one.
    Request head(Operation operation, String path, byte[] body) {
        List<String> headers = headers(operation);
        for (int i = random.nextInt(2); i >= 0; i--) {
            String line = Hostile.any(HEADERS, random);
            String name = line.substring(0, line.indexOf(':') + 1);
            headers.removeIf(header -> !name.isEmpty() && header.startsWith(name));
            headers.add(line);
        }
        return new Request(operation.method(), path, headers, body);
    }

    /// With something else in the place of one part of the path.
    Request path(Operation operation, String path, byte[] body) {
        String[] parts = path.substring(1).split("/", -1);
        parts[random.nextInt(parts.length)] = random.nextInt(8) == 0 ? UUID.randomUUID().toString() : Hostile.any(SEGMENTS, random);
        return new Request(operation.method(), "/" + String.join("/", parts), headers(operation), body);
    }

    /// By somebody who may not.
    Request stranger(Operation operation, String path, byte[] body) {
        List<String> headers = headers(operation);
        headers.set(0, "Authorization: Bearer " + tokens.apply(Hostile.any(List.of("analyst", "analyst2", "auditor", "integrator", "operator"), random)));
        return new Request(operation.method(), path, headers, body);
    }

    /// By a method that is another's, or nobody's.
    Request method(Operation operation, String path, byte[] body) {
        String method = Hostile.any(List.of("GET", "HEAD", "OPTIONS", "TRACE", "POST", "PUT", "PATCH", "DELETE", "CONNECT", "PROPFIND", "get", "G\u0001T", "POST POST"), random);
        return new Request(method, path, headers(operation), body);
    }

    /// Longer than any that is taken, by its own word or without one.
    Request oversized(Operation operation, String path, int limit) {
        List<String> headers = headers(operation);
        if (random.nextBoolean()) {
            headers.add("Content-Length: " + (limit + 1L + random.nextInt(1 << 30)));
            return new Request(operation.method(), path, headers, new byte[] {'{'});
        }
        headers.add("Transfer-Encoding: chunked");
        String chunk = "10000\r\n" + " ".repeat(0x10000) + "\r\n";
        return new Request(operation.method(), path, headers, (chunk.repeat(limit / 0x10000 + 1) + "0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    }
}
