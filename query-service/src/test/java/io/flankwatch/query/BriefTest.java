package io.flankwatch.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.events.AssessmentEvent.AssessmentApproved;
import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.CaseFileEvent.CaseMarkingChanged;
import io.flankwatch.events.Confidence;
import io.flankwatch.events.EntryEvent.EntryMarkingChanged;
import io.flankwatch.events.HypothesisEvent.Given;
import io.flankwatch.events.IndicatorEvent.IndicatorExpired;
import io.flankwatch.events.IndicatorEvent.IndicatorMet;
import io.flankwatch.events.Likelihood;
import io.flankwatch.events.Marking;
import io.flankwatch.events.Protocol;
import io.flankwatch.events.Quantity;
import io.flankwatch.events.Verification;
import io.flankwatch.platform.access.Role;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Briefs, read.
class BriefTest extends QueryApi {

    private final UUID caseId = UUID.randomUUID();
    private final UUID strike = UUID.randomUUID();
    private final UUID source = UUID.randomUUID();
    private final UUID indicator = UUID.randomUUID();
    private final UUID hypothesis = UUID.randomUUID();

    private String path(String query) {
        return "/cases/" + caseId + "/brief" + query;
    }

    private JsonNode brief(String token, String query) {
        return ok(get(token, path(query)));
    }

    private long open(Marking marking) {
        return CHRONICLE.append(
                caseId,
                marking,
                Told.opened(caseId, "A strike", marking),
                Told.cited(source, "A source"),
                Told.sourced(strike, Told.day("2026-05-29"), source),
                Told.indicator(indicator),
                Told.hypothesis(hypothesis, "passive buffer"),
                Told.estimate(hypothesis, "ana", Likelihood.VERY_LIKELY, new Given(indicator, Given.Outcome.NOT_MET)));
    }

    @Test
    void it_tells_what_is_known_and_nothing_that_was_not_said() {
        long position = open(Marking.GREEN);
        JsonNode brief = brief(TOKENS.analyst(), "");
        assertThat(brief.required("form").asString()).isEqualTo("brief/1");
        assertThat(brief.required("position").asLong()).isEqualTo(position);
        assertThat(brief.required("marking").asString()).isEqualTo("GREEN");
        assertThat(brief.at("/situation/title").asString()).isEqualTo("A strike");
        assertThat(brief.required("situation").has("summary")).as("there is none").isFalse();
        assertThat(brief.has("changes")).isFalse();
        assertThat(brief.has("assessment")).isFalse();
        assertThat(brief.at("/casualties/metrics")).isEmpty();
        assertThat(brief.at("/posture/jurisdictions")).isEmpty();
        assertThat(texts(brief.required("vectors"), "vector")).containsExactly("MILITARY");
        assertThat(brief.at("/vectors/0/entries/0/title").asString()).isEqualTo("What happened");
        assertThat(brief.at("/vectors/0/entries/0/sources/0").asString()).isEqualTo("S1");
        assertThat(brief.at("/sources/items/0/ref").asString()).isEqualTo("S1");
        assertThat(brief.at("/sources/items/0/grade").asString()).isEqualTo("B2");
        assertThat(brief.at("/hypotheses/items/0/estimates/0/words").asString()).isEqualTo("very likely");
        assertThat(brief.at("/hypotheses/items/0/estimates/0/confidence").asString()).isEqualTo(Confidence.MODERATE.name());
        assertThat(brief.at("/hypotheses/items/0/estimates/0/given/statement").asString()).startsWith("The meeting changes the protocol");
        assertThat(brief.at("/hypotheses/items/0/estimates/0/holds").asString()).isEqualTo("NOT_YET");
    }

    @Test
    void time_left_is_that_at_its_position_and_not_at_the_reading() {
        long position = open(Marking.GREEN);
        JsonNode open = brief(TOKENS.analyst(), "").at("/indicators/open/0");
        Instant knownAt = Instant.parse(brief(TOKENS.analyst(), "").required("knownAt").asString());
        assertThat(Duration.parse(open.required("timeLeft").asString()))
                .isEqualTo(Duration.between(knownAt, Instant.parse(open.required("deadline").asString())));
        CHRONICLE.append(caseId, Marking.GREEN, new IndicatorExpired(indicator, Instant.parse("2026-12-31T00:00:00Z")));
        assertThat(texts(brief(TOKENS.analyst(), "").at("/indicators/missed"), "indicatorId")).containsExactly(indicator.toString());
        assertThat(brief(TOKENS.analyst(), "?asOf=" + position).at("/indicators/open/0")).isEqualTo(open);
    }

    @Test
    void the_same_position_and_ceiling_have_the_same_bytes_whoever_asks_and_however() throws Exception {
        long position = open(Marking.GREEN);
        HttpResponse<String> once = get(TOKENS.analyst(), path(""));
        String told = once.body();
        assertThat(get(TOKENS.analyst(), path("")).body()).isEqualTo(told);
        assertThat(get(TOKENS.analyst(), path("?asOf=" + position)).body()).isEqualTo(told);
        String sameSight = TOKENS.token("another", Marking.AMBER_STRICT, Role.INTEGRATOR);
        String lowered = get(sameSight, path("")).body();
        assertThat(get(TOKENS.analyst(), path("?under=AMBER%2BSTRICT")).body()).isEqualTo(lowered);
        assertThat(get(TOKENS.supervisor(), path("")).body()).as("cleared for RED, and no member").isEqualTo(lowered);
        assertThat(get(TOKENS.auditor(), path("")).body()).as("sees what a member sees").isEqualTo(told);

        UUID other = UUID.randomUUID();
        long later = CHRONICLE.append(other, Marking.GREEN, Told.opened(other, "another", Marking.GREEN));
        assertThat(get(TOKENS.analyst(), path("?asOf=" + later)).body()).as("what happens in other cases is none of its").isEqualTo(told);

        String digest = Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(told.getBytes(StandardCharsets.UTF_8)));
        assertThat(once.headers().firstValue("Repr-Digest")).hasValue("sha-256=:" + digest + ":");
        assertThat(once.headers().firstValue("Ledger-Position")).hasValue(Long.toString(position));
        assertThat(once.headers().firstValue("Cache-Control")).hasValueSatisfying(control -> assertThat(control).contains("private").contains("no-cache"));
        String tag = once.headers().firstValue("ETag").orElseThrow();
        assertThat(get(TOKENS.analyst(), path(""), "If-None-Match", tag).statusCode()).isEqualTo(304);
        CHRONICLE.append(caseId, Marking.GREEN, Told.development(UUID.randomUUID(), Told.UNKNOWN));
        assertThat(get(TOKENS.analyst(), path(""), "If-None-Match", tag).statusCode()).isEqualTo(200);
    }

    @Test
    void a_reader_gets_nothing_of_what_is_above_their_ceiling() {
        open(Marking.GREEN);
        UUID secret = UUID.randomUUID();
        CHRONICLE.append(
                caseId,
                Marking.RED,
                Told.corrected(Told.development(secret, Told.UNKNOWN), Told.UNKNOWN, "a red title", Verification.CONFIRMED, null),
                Told.hypothesis(UUID.randomUUID(), "a red hypothesis"),
                Told.cited(UUID.randomUUID(), "a red source"));
        JsonNode all = brief(TOKENS.analyst(), "");
        assertThat(all.toString()).contains("a red title").contains("a red hypothesis").contains("a red source");
        assertThat(all.required("marking").asString()).isEqualTo("RED");
        assertThat(all.required("ceiling").asString()).isEqualTo("RED");
        for (JsonNode low : List.of(brief(TOKENS.integrator(), ""), brief(TOKENS.analyst(), "?under=GREEN"), brief(TOKENS.supervisor(), ""))) {
            assertThat(low.toString()).doesNotContain("a red").doesNotContain(secret.toString());
            assertThat(low.required("marking").asString()).isEqualTo("GREEN");
            assertThat(low.at("/situation/counts/restricted").asInt()).isEqualTo(1);
        }
        assertThat(brief(TOKENS.supervisor(), "").required("ceiling").asString()).isEqualTo("AMBER+STRICT");
    }

    @Test
    void nobody_renders_above_what_they_see_nor_a_case_under_what_it_is_marked() {
        open(Marking.AMBER);
        problem(get(TOKENS.supervisor(), path("?under=RED")), 403, "MARKING_ABOVE_CLEARANCE");
        problem(get(TOKENS.integrator(), path("")), 404, "NO_SUCH_CASE");
        problem(get(TOKENS.analyst(), path("?under=GREEN")), 404, "NO_SUCH_CASE");
        problem(get(TOKENS.analyst(), path("?under=PINK")), 400, "MALFORMED");
        assertThat(brief(TOKENS.analyst(), "?under=AMBER").required("ceiling").asString()).isEqualTo("AMBER");
    }

    @Test
    void a_restriction_holds_for_what_was_known_before() {
        long position = open(Marking.GREEN);
        assertThat(brief(TOKENS.integrator(), "?asOf=" + position).toString()).contains("What happened");
        CHRONICLE.append(
                caseId, Marking.RED, new EntryMarkingChanged(strike, null, Marking.RED, Marking.RED, List.of(), "closer look"));
        JsonNode after = brief(TOKENS.integrator(), "?asOf=" + position);
        assertThat(after.toString()).doesNotContain("What happened");
        CHRONICLE.append(caseId, Marking.AMBER, new CaseMarkingChanged(Marking.GREEN, Marking.AMBER, "closer look"));
        problem(get(TOKENS.integrator(), path("?asOf=" + position)), 404, "NO_SUCH_CASE");
    }

    @Test
    void it_tells_what_has_changed_since() {
        long before = open(Marking.GREEN);
        UUID protocol = UUID.randomUUID();
        UUID old = UUID.randomUUID();
        UUID change = UUID.randomUUID();
        UUID assessment = UUID.randomUUID();
        CHRONICLE.append(
                caseId,
                Marking.GREEN,
                Told.protocol(old, UUID.randomUUID(), Protocol.Posture.IDENTIFY, Protocol.Status.IN_FORCE, Protocol.Bound.unknown()),
                Told.protocol(
                        change,
                        protocol,
                        Protocol.Posture.KINETIC_ENGAGE,
                        Protocol.Status.IN_FORCE,
                        new Protocol.Bound(Protocol.Bound.Kind.AT, Instant.parse("2026-05-31T00:00:00Z"))),
                new IndicatorMet(indicator, change, false, null),
                Told.injured(UUID.randomUUID(), new Quantity(2L, 2L, null, "several"), strike),
                Told.assessment(assessment, null, List.of(hypothesis), List.of(strike)),
                new AssessmentApproved(assessment, "sup", null, List.of()),
                Told.note(UUID.randomUUID(), "a note for ourselves"));
        JsonNode brief = brief(TOKENS.analyst(), "?since=" + before);
        assertThat(brief.at("/changes/since").asLong()).isEqualTo(before);
        assertThat(texts(brief.at("/changes/entries/items"), "how")).containsOnly("ADDED").hasSize(3);
        assertThat(texts(brief.at("/changes/indicators/items/0/changes"), "after")).contains("MET");
        assertThat(brief.at("/posture/jurisdictions/0/now/posture").asString()).isEqualTo("KINETIC_ENGAGE");
        assertThat(brief.at("/posture/jurisdictions/0/before/posture").asString()).isEqualTo("IDENTIFY");
        assertThat(brief.at("/indicators/met/0/metBySays").asString()).isEqualTo("What happened");
        assertThat(brief.at("/casualties/metrics/0/metric").asString()).isEqualTo("INJURED");
        assertThat(brief.at("/casualties/claims/0/asStated").asString()).isEqualTo("several");
        assertThat(brief.at("/assessment/approver").asString()).isEqualTo("sup");
        assertThat(brief.at("/assessment/risks/0/level").asString()).isEqualTo("HIGH");
        assertThat(texts(brief.at("/hypotheses/items/0/estimates"), "holds")).containsExactly("NO");
        assertThat(brief.toString()).doesNotContain("a note for ourselves");
        problem(get(TOKENS.analyst(), path("?asOf=" + before + "&since=" + (before + 1))), 400, "MALFORMED");
    }

    @Test
    void a_draft_is_no_assessment_until_it_is_approved_and_an_approved_one_stays_until_then() {
        open(Marking.GREEN);
        UUID approved = UUID.randomUUID();
        UUID draft = UUID.randomUUID();
        CHRONICLE.append(caseId, Marking.GREEN, Told.assessment(approved, null, List.of(hypothesis), List.of()));
        assertThat(brief(TOKENS.analyst(), "").has("assessment")).isFalse();
        CHRONICLE.append(caseId, Marking.GREEN, new AssessmentApproved(approved, "sup", null, List.of()));
        CHRONICLE.append(caseId, Marking.GREEN, Told.assessment(draft, approved, List.of(hypothesis), List.of()));
        assertThat(brief(TOKENS.analyst(), "").at("/assessment/assessmentId").asString()).isEqualTo(approved.toString());
        CHRONICLE.append(caseId, Marking.GREEN, new AssessmentApproved(draft, "sup", null, List.of()));
        assertThat(brief(TOKENS.analyst(), "").at("/assessment/assessmentId").asString()).isEqualTo(draft.toString());
    }

    @Test
    void it_is_bounded_and_says_what_it_leaves_out() {
        open(Marking.GREEN);
        List<CaseEvent> many = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            many.add(Told.corrected(
                    Told.development(UUID.randomUUID(), Told.UNKNOWN), Told.day("2026-06-" + (10 + i / 2)), "x".repeat(5_000), Verification.CONFIRMED, null));
        }
        CHRONICLE.append(caseId, Marking.GREEN, many);
        JsonNode vector = brief(TOKENS.analyst(), "").at("/vectors/0");
        assertThat(vector.required("counted").asInt()).isEqualTo(31);
        assertThat(vector.required("entries")).hasSize(20);
        assertThat(vector.required("leftOut").asInt()).isEqualTo(11);
        assertThat(vector.at("/entries/0/occurred/earliest").asString()).as("the latest ones").isEqualTo("2026-06-15T00:00:00Z");
        assertThat(vector.at("/entries/0/title").asString()).hasSize(301).endsWith("x…");
    }

    /// What somebody could try with the text of an entry.
    private static final String HOSTILE =
            "<script>document.title='run'</script><img src=x onerror=alert(1)> [click](javascript:alert(1)) ![i](http://127.0.0.1/x) www.example.org | `c` **b** \u202Eevil\u0007 ${7*7} #{7*7} {{7*7}} &lt;b&gt;";

    private void tell(String title) {
        open(Marking.GREEN);
        CHRONICLE.append(
                caseId, Marking.GREEN, Told.corrected(Told.development(UUID.randomUUID(), Told.UNKNOWN), Told.UNKNOWN, title, Verification.CONFIRMED, null), Told.hypothesis(UUID.randomUUID(), title));
    }

    @Test
    void a_page_runs_and_fetches_nothing_and_shows_what_was_said_as_text() {
        tell(HOSTILE);
        HttpResponse<String> page = get(TOKENS.analyst(), path(""), "Accept", "text/html");
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(page.headers().firstValue("Vary")).hasValueSatisfying(vary -> assertThat(vary).contains("Accept"));
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'none'; style-src 'sha256-").doesNotContain("script-src", "unsafe"));
        assertThat(page.body())
                .contains("&lt;script&gt;document.title=", "&lt;img src=x onerror=alert(1)&gt;", "[click](javascript:alert(1))", "${7*7}", "[U+202E]evil[U+0007]", "&amp;lt;b&amp;gt;")
                .contains("<header class=\"tlp\"><span>TLP:GREEN</span></header>", "<footer class=\"tlp\"><span>TLP:GREEN</span></footer>")
                .doesNotContain("<script", "<img", "<a ", "href=", "src=\"", "url(", "@import", "\u202E", "\u0007");
        assertThat(get(TOKENS.analyst(), path(""), "Accept", "text/html").body()).isEqualTo(page.body());
        assertThat(get(TOKENS.analyst(), path(""), "Accept", "text/html;q=0.5, text/markdown").headers().firstValue("Content-Type")).hasValue("text/markdown;charset=UTF-8");
        assertThat(get(TOKENS.analyst(), path(""), "Accept", "text/*").headers().firstValue("Content-Type")).hasValue("text/markdown;charset=UTF-8");
        assertThat(get(TOKENS.analyst(), path(""), "Accept", "*/*").headers().firstValue("Content-Type")).hasValue("application/json");
        problem(get(TOKENS.analyst(), path(""), "Accept", "application/pdf"), 406, "NOT_ACCEPTABLE");
    }

    @Test
    void in_markdown_what_was_said_stays_text() {
        tell(HOSTILE + "\n\n# A heading\n- an item");
        String text = get(TOKENS.analyst(), path(""), "Accept", "text/markdown").body();
        assertThat(text)
                .startsWith("**TLP:GREEN**\n\n# A strike\n")
                .endsWith("**TLP:GREEN**\n")
                .contains("\\<script\\>document.title=", "\\[click\\](javascript:alert(1))", "!\\[i\\](http\\://127.0.0.1/x)", "www\\.example.org \\| \\`c\\` \\*\\*b\\*\\*", "\\# A heading - an item")
                .doesNotContain("\n# A heading", "\u202E")
                .doesNotContainPattern("(?<!\\\\)<");
    }

    @Test
    void a_very_long_text_is_cut_and_breaks() {
        tell("x".repeat(12_000));
        assertThat(get(TOKENS.analyst(), path(""), "Accept", "text/html").body()).contains("x".repeat(300) + "…").doesNotContain("x".repeat(2_001));
    }
}
