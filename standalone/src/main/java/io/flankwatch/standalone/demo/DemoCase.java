package io.flankwatch.standalone.demo;

import io.flankwatch.events.Check;
import io.flankwatch.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The worked example: what the sources say up to the emergency meeting, an invented conclusion, and what analysts made of it before and after.
///
/// Each step is sent under a key of its own, and its times are relative to when the case was opened: loading again records nothing, and a
/// loading that broke off goes on where it stopped.
public final class DemoCase {

    public static final String ID = "0a4f60cc-9f6e-5d6e-8a3c-5a1de0b5c001";
    public static final String SOURCE = "0a4f60cc-9f6e-5d6e-8a3c-5a1de0b5c010";
    public static final String MEETING = "0a4f60cc-9f6e-5d6e-8a3c-5a1de0b5c030";
    public static final String INDICATOR = "0a4f60cc-9f6e-5d6e-8a3c-5a1de0b5c050";

    public static final String CHANGE = "0a4f60cc-9f6e-5d6e-8a3c-5a1de0b5c032";
    public static final String BUFFER = "0a4f60cc-9f6e-5d6e-8a3c-5a1de0b5c060";
    public static final String THEATRE = "0a4f60cc-9f6e-5d6e-8a3c-5a1de0b5c061";
    public static final String ASSESSMENT = "0a4f60cc-9f6e-5d6e-8a3c-5a1de0b5c070";
    public static final String BRIEF = "0a4f60cc-9f6e-5d6e-8a3c-5a1de0b5c080";

    private final Client client;

    public DemoCase(Client client) {
        this.client = client;
    }

    boolean loaded() {
        return client.get("auditor", "/cases/" + ID + "/briefs/" + BRIEF).statusCode() == 200;
    }

    /// @return the answers, in order
    public List<JsonNode> load() {
        var answers = new ArrayList<JsonNode>();
        Instant opened = null;
        for (JsonNode step : steps()) {
            JsonNode body = opened == null ? step.required("body") : at(step.required("body"), opened);
            String as = step.required("as").stringValue();
            String key = step.required("key").stringValue();
            HttpResponse<String> answer = client.post(
                    as, step.required("post").stringValue(), Json.MAPPER.writeValueAsString(body), "Idempotency-Key", key);
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException("step " + key + ": " + answer.statusCode() + " " + answer.body());
            }
            JsonNode receipt = Json.MAPPER.readTree(answer.body());
            if (opened == null) {
                opened = Instant.parse(receipt.required("appendedAt").stringValue());
            }
            answers.add(receipt);
        }
        answers.add(issued(answers.getLast().required("position").longValue()));
        return answers;
    }

    /// The last step: what is known by then goes out as a page, under GREEN. Told again, it is the same page.
    private JsonNode issued(long position) {
        HttpResponse<String> page = client.get("analyst", "/cases/" + ID + "/brief?under=GREEN&asOf=" + position, "Accept", "text/html");
        String digest = page.headers().firstValue("Repr-Digest").orElseThrow(() -> new IllegalStateException("the brief: " + page.statusCode() + " " + page.body()));
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("briefId", BRIEF).put("position", position).put("ceiling", "GREEN").put("mediaType", "text/html").put("reprDigest", digest);
        body.putArray("recipients").add("Exercise control, duty officer");
        HttpResponse<String> answer =
                client.post("analyst", "/cases/" + ID + "/briefs", Json.MAPPER.writeValueAsString(body), "Idempotency-Key", "demo-brief");
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException("the brief: " + answer.statusCode() + " " + answer.body());
        }
        return Json.MAPPER.readTree(answer.body());
    }

    private static ArrayNode steps() {
        try (InputStream story = Check.required(DemoCase.class.getResourceAsStream("/demo/galati.json"), "demo")) {
            return (ArrayNode) Json.MAPPER.readTree(story);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// `@+P14D` and `@-PT1H` are so long after and before the opening.
    private static JsonNode at(JsonNode body, Instant opened) {
        ObjectNode copy = (ObjectNode) body.deepCopy();
        for (var member : List.copyOf(copy.properties())) {
            JsonNode value = member.getValue();
            if (value.isObject()) {
                copy.set(member.getKey(), at(value, opened));
            } else if (value.isString() && value.stringValue().startsWith("@")) {
                copy.put(member.getKey(), relative(value.stringValue().substring(1), opened).toString());
            }
        }
        return copy;
    }

    private static Instant relative(String offset, Instant opened) {
        String amount = offset.substring(1);
        if (amount.startsWith("PT")) {
            Duration duration = Duration.parse(amount);
            return opened.plus(offset.startsWith("-") ? duration.negated() : duration);
        }
        Period period = Period.parse(amount);
        return LocalDateTime.ofInstant(opened, ZoneOffset.UTC)
                .plus(offset.startsWith("-") ? period.negated() : period)
                .toInstant(ZoneOffset.UTC);
    }
}
