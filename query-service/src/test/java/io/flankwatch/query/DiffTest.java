package io.flankwatch.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.events.AssessmentEvent.AssessmentApproved;
import io.flankwatch.events.CaseFileEvent.CaseDetailsChanged;
import io.flankwatch.events.Change;
import io.flankwatch.events.EntryEvent.EntryReinstated;
import io.flankwatch.events.EntryEvent.EntryRetracted;
import io.flankwatch.events.EntryEvent.EntryRevised;
import io.flankwatch.events.EntryRecorded.DevelopmentRecorded;
import io.flankwatch.events.HypothesisEvent.HypothesisResolved;
import io.flankwatch.events.HypothesisEvent.Resolution;
import io.flankwatch.events.IndicatorEvent.IndicatorMet;
import io.flankwatch.events.Likelihood;
import io.flankwatch.events.Marking;
import io.flankwatch.events.Protocol;
import io.flankwatch.events.Quantity;
import io.flankwatch.events.Reliability;
import io.flankwatch.events.Verification;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What differs between two moments.
class DiffTest extends QueryApi {

    private final UUID caseId = UUID.randomUUID();
    private final UUID first = UUID.randomUUID();
    private final UUID second = UUID.randomUUID();
    private final DevelopmentRecorded told = Told.development(first, Told.UNKNOWN);

    private JsonNode diff(String token, String query) {
        return ok(get(token, "/cases/" + caseId + "/diff" + query));
    }

    private long open() {
        return CHRONICLE.append(caseId, Marking.GREEN, Told.opened(caseId, "t", Marking.GREEN), told);
    }

    private static JsonNode item(JsonNode diff, String part) {
        assertThat(diff.required(part).required("items")).as(part).hasSize(1);
        return diff.required(part).required("items").get(0);
    }

    @Test
    void an_entry_is_added_revised_retracted_and_reinstated() {
        long opened = open();
        long added = CHRONICLE.append(caseId, Marking.GREEN, Told.development(second, Told.UNKNOWN));
        DevelopmentRecorded corrected = Told.corrected(told, Told.UNKNOWN, "As it was", Verification.CONFIRMED, null);
        long revised = CHRONICLE.append(caseId, Marking.GREEN, EntryRevised.of(told, corrected, "wrong"));
        long retracted = CHRONICLE.append(caseId, Marking.GREEN, new EntryRetracted(second, "not so"));
        long back = CHRONICLE.append(caseId, Marking.GREEN, new EntryReinstated(second, "so after all"));

        JsonNode addition = diff(TOKENS.analyst(), "?from=" + opened + "&to=" + added);
        assertThat(item(addition, "entries").required("id").asString()).isEqualTo(second.toString());
        assertThat(item(addition, "entries").required("how").asString()).isEqualTo("ADDED");
        assertThat(texts(addition.required("counts"), "field")).containsExactly("incidents", "recorded", "counted");

        JsonNode revision = item(diff(TOKENS.analyst(), "?from=" + added + "&to=" + revised), "entries");
        assertThat(revision.required("how").asString()).isEqualTo("REVISED");
        assertThat(revision.required("says").asString()).isEqualTo("As it was");
        assertThat(texts(revision.required("changes"), "field")).containsExactly("title", "verification");
        assertThat(texts(revision.required("changes"), "before")).containsExactly("What happened", "UNVERIFIED");
        assertThat(texts(revision.required("changes"), "after")).containsExactly("As it was", "CONFIRMED");

        assertThat(item(diff(TOKENS.analyst(), "?from=" + revised + "&to=" + retracted), "entries").required("how").asString()).isEqualTo("RETRACTED");
        assertThat(item(diff(TOKENS.analyst(), "?from=" + retracted + "&to=" + back), "entries").required("how").asString()).isEqualTo("REINSTATED");
        JsonNode nothing = diff(TOKENS.analyst(), "?from=" + revised + "&to=" + back);
        assertThat(nothing.at("/entries/differing").asInt()).as("what was undone is no difference").isZero();
        assertThat(nothing.required("counts")).isEmpty();
        assertThat(item(diff(TOKENS.analyst(), "?from=" + opened + "&to=" + retracted + "&limit=1"), "entries")).isNotNull();
        assertThat(diff(TOKENS.analyst(), "?from=" + opened + "&limit=1").at("/entries/leftOut").asInt()).isEqualTo(1);
    }

    @Test
    void it_has_the_case_and_all_that_is_concluded_from_it() {
        UUID indicator = UUID.randomUUID();
        UUID hypothesis = UUID.randomUUID();
        UUID assessment = UUID.randomUUID();
        UUID source = UUID.randomUUID();
        UUID protocol = UUID.randomUUID();
        open();
        long before = CHRONICLE.append(
                caseId,
                Marking.GREEN,
                Told.cited(source, "A source"),
                Told.indicator(indicator),
                Told.hypothesis(hypothesis, "passive buffer"),
                Told.assessment(assessment, null, List.of(hypothesis), List.of(first)));
        Protocol.Bound start = Protocol.Bound.unknown();
        long after = CHRONICLE.append(
                caseId,
                Marking.GREEN,
                new CaseDetailsChanged(new Change<>("t", "another"), null, null, null, null, null),
                Told.injured(UUID.randomUUID(), new Quantity(2L, 2L, 2L, null), first),
                Told.protocol(second, protocol, Protocol.Posture.KINETIC_ENGAGE, Protocol.Status.IN_FORCE, start),
                new IndicatorMet(indicator, second, false, null),
                Told.estimate(hypothesis, "ana", Likelihood.LIKELY, null),
                new HypothesisResolved(hypothesis, Resolution.MOOT, Resolution.UNRESOLVED, List.of(), "no matter"),
                new AssessmentApproved(assessment, "sup", null, List.of()),
                Told.graded(source, Reliability.D, 4));

        JsonNode diff = diff(TOKENS.analyst(), "?from=" + before + "&to=" + after);
        assertThat(texts(diff.required("details"), "field")).containsExactly("title");
        assertThat(texts(diff.required("details"), "after")).containsExactly("another");
        assertThat(item(diff, "figures").required("id").asString()).isEqualTo("INJURED");
        assertThat(item(diff, "figures").required("how").asString()).isEqualTo("ADDED");
        assertThat(item(diff, "postures").required("id").asString()).isEqualTo("RO/UNCREWED");
        assertThat(texts(item(diff, "indicators").required("changes"), "after")).containsExactly("MET", second.toString());
        assertThat(texts(item(diff, "hypotheses").required("changes"), "field")).containsExactly("resolution", "estimates");
        assertThat(item(diff, "hypotheses").at("/changes/1/after/0/likelihood").asString()).isEqualTo("LIKELY");
        assertThat(texts(item(diff, "assessments").required("changes"), "after")).containsExactly("APPROVED", "sup");
        assertThat(texts(item(diff, "sources").required("changes"), "field")).containsExactly("reliability", "credibility");
        assertThat(diff.at("/from/position").asLong()).isEqualTo(before);
        assertThat(diff.at("/to/position").asLong()).isEqualTo(after);

        String appended = diff.at("/from/appendedAt").asString();
        assertThat(diff(TOKENS.analyst(), "?from=" + appended + "&to=" + after).required("entries")).as("an instant is as good").isEqualTo(diff.required("entries"));
    }

    @Test
    void a_meeting_that_was_held_has_changed() {
        UUID meeting = UUID.randomUUID();
        open();
        long before = CHRONICLE.append(caseId, Marking.GREEN, Told.meeting(meeting, Told.UNKNOWN));
        long after = CHRONICLE.append(caseId, Marking.GREEN, Told.concluded(meeting));
        JsonNode held = item(diff(TOKENS.analyst(), "?from=" + before + "&to=" + after), "entries");
        assertThat(held.required("how").asString()).isEqualTo("CHANGED");
        assertThat(held.at("/changes/0/after/conclusions/0/outcome").asString()).isEqualTo("DECIDED");
    }

    @Test
    void what_is_hidden_does_not_differ() {
        long opened = open();
        CHRONICLE.append(caseId, Marking.AMBER, Told.development(second, Told.UNKNOWN), Told.hypothesis(UUID.randomUUID(), "secret"));
        JsonNode low = diff(TOKENS.integrator(), "?from=" + opened);
        assertThat(low.toString()).doesNotContain("secret").doesNotContain(second.toString());
        assertThat(low.at("/entries/differing").asInt()).isZero();
        assertThat(texts(low.required("counts"), "field")).containsExactly("restricted");
        assertThat(low.required("ceiling").asString()).isEqualTo("GREEN");
        assertThat(diff(TOKENS.analyst(), "?from=" + opened).at("/entries/differing").asInt()).isEqualTo(1);
    }

    @Test
    void it_goes_forward_and_no_further_than_the_ledger() {
        long opened = open();
        long last = CHRONICLE.append(caseId, Marking.GREEN, Told.development(second, Told.UNKNOWN));
        String path = "/cases/" + caseId + "/diff";
        assertThat(ok(get(TOKENS.analyst(), path)).at("/from/position").asLong()).as("the opening").isEqualTo(opened - 1);
        problem(get(TOKENS.analyst(), path + "?from=" + last + "&to=" + opened), 400, "MALFORMED");
        problem(get(TOKENS.analyst(), path + "?from=yesterday"), 400, "MALFORMED");
        problem(get(TOKENS.analyst(), path + "?from=" + (LEDGER.reader().head() + 1)), 400, "POSITION_BEYOND_HEAD");
        problem(get(TOKENS.analyst(), path + "?from=" + opened + "&limit=501"), 400, "MALFORMED");
        UUID later = UUID.randomUUID();
        long there = CHRONICLE.append(later, Marking.GREEN, Told.opened(later, "later", Marking.GREEN));
        problem(get(TOKENS.analyst(), "/cases/" + later + "/diff?from=" + (there - 1)), 404, "NO_SUCH_CASE");
    }
}
