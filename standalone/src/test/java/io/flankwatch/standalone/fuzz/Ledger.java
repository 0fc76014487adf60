package io.flankwatch.standalone.fuzz;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What has been recorded, as an auditor reads it from the feed.
final class Ledger {

    private static final Set<String> NOT_RECORDED = Set.of("mode", "idempotencyKey", "type");
    /// Names of members and not content: what was not there is cleared without an event.
    private static final String CLEARED = "clear";

    /// Of a part about a person: in the feed it is sealed.
    private static final Set<String> SEALED = Set.of("role", "details", "sealed");

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI server;
    private final Supplier<String> token;
    private final Set<String> texts = new HashSet<>();
    private long head = -1;

    /// @param token of an auditor
    Ledger(URI server, Supplier<String> token) {
        this.server = server;
        this.token = token;
    }

    /// How many events were recorded since it was last asked.
    long more() throws IOException {
        long before = head;
        while (true) {
            HttpResponse<String> page = page();
            if (page.statusCode() != 200) {
                throw new AssertionError(page.statusCode() + " " + page.body());
            }
            List<String> lines = page.body().lines().toList();
            if (lines.isEmpty()) {
                return head - before;
            }
            for (String line : lines) {
                JsonNode entry = JsonMapper.shared().readTree(line);
                head = entry.required("position").longValue();
                texts(entry.required("event").required("data"), texts);
                texts.add(entry.required("event").required("subject").stringValue());
            }
        }
    }

    private HttpResponse<String> page() throws IOException {
        URI next = server.resolve("/events?limit=1000&after=" + head);
        try {
            return http.send(HttpRequest.newBuilder(next).header("Authorization", "Bearer " + token.get()).build(), BodyHandlers.ofString());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        }
    }

    long head() {
        return head;
    }

    /// Texts that were sent and accepted, and are nowhere to be read.
    List<String> missing(JsonNode body) {
        Set<String> sent = new HashSet<>();
        texts(body, sent);
        List<String> missing = new ArrayList<>(sent);
        missing.removeAll(texts);
        return missing;
    }

    /// Instants and ids have more than one written form; other texts are what they are.
    private static void texts(JsonNode node, Set<String> into) {
        if (node.isString()) {
            into.add(form(node.stringValue()));
        }
        node.forEach(child -> {
            if (node.isArray()) {
                texts(child, into);
            }
        });
        node.propertyStream()
                .filter(member -> !member.getKey().equals(CLEARED))
                .filter(member -> !(SEALED.contains(member.getKey()) && node.has("personId")))
                .filter(member -> !NOT_RECORDED.contains(member.getKey()) || member.getValue().isContainer())
                .forEach(member -> texts(member.getValue(), into));
    }

    private static String form(String text) {
        try {
            return Instant.parse(text).toString();
        } catch (DateTimeException noInstant) {
            try {
                return text.length() == 36 ? UUID.fromString(text).toString().toLowerCase(Locale.ROOT) : text;
            } catch (IllegalArgumentException noId) {
                return text;
            }
        }
    }
}
