package io.flankwatch.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.events.EntryEvent.EntryReinstated;
import io.flankwatch.events.EntryEvent.EntryRetracted;
import io.flankwatch.events.EntryEvent.EntryRevised;
import io.flankwatch.events.EntryRecorded.CasualtyRecorded;
import io.flankwatch.events.EntryRecorded.DevelopmentRecorded;
import io.flankwatch.events.Marking;
import io.flankwatch.events.Quantity;
import io.flankwatch.events.Verification;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What reads make of corrections, now and as of a moment before.
class CorrectionsTest extends QueryApi {

    private final UUID caseId = UUID.randomUUID();
    private final UUID strike = UUID.randomUUID();
    private final UUID claim = UUID.randomUUID();
    private final DevelopmentRecorded told = Told.development(strike, Told.day("2026-05-28"));
    private final CasualtyRecorded injured = Told.injured(claim, new Quantity(2L, null, 2L, null), strike);

    private String path(String below) {
        return "/cases/" + caseId + below;
    }

    private long recorded() {
        return CHRONICLE.append(caseId, Marking.GREEN, Told.opened(caseId, "t", Marking.GREEN), told, injured);
    }

    private EntryRevised moved() {
        return EntryRevised.of(told, Told.corrected(told, Told.day("2026-07-01"), "A month later", Verification.CONFIRMED, null), "misread");
    }

    @Test
    void an_entry_is_shown_as_revised_with_what_it_was_before() {
        long before = recorded();
        long after = CHRONICLE.append(caseId, Marking.GREEN, moved());
        JsonNode entry = read(TOKENS.analyst(), path("/entries/" + strike), after);
        assertThat(entry.required("title").asString()).isEqualTo("A month later");
        assertThat(entry.required("verification").asString()).isEqualTo("CONFIRMED");
        assertThat(entry.required("position").asLong()).isEqualTo(before - 1);
        JsonNode revision = entry.required("revisions").get(0);
        assertThat(revision.required("reason").asString()).isEqualTo("misread");
        assertThat(revision.required("position").asLong()).isEqualTo(after);
        assertThat(texts(revision.required("changes"), "field")).containsExactlyInAnyOrder("title", "occurred", "verification");
        JsonNode then = ok(get(TOKENS.analyst(), path("/entries/" + strike + "?asOf=" + before)));
        assertThat(then.required("title").asString()).isEqualTo("What happened");
        assertThat(then.required("revisions")).isEmpty();
        JsonNode history = read(TOKENS.analyst(), path("/history"), after).required("items").get(3);
        assertThat(texts(history.at("/data/changes"), "field")).contains("occurred");
    }

    @Test
    void a_timeline_has_an_entry_once_where_it_belongs_now() {
        recorded();
        UUID between = UUID.randomUUID();
        CHRONICLE.append(caseId, Marking.GREEN, Told.development(between, Told.day("2026-06-15")));
        long after = CHRONICLE.append(caseId, Marking.GREEN, moved());
        assertThat(texts(read(TOKENS.analyst(), path("/timeline"), after).required("items"), "entryId"))
                .containsExactly(between.toString(), strike.toString(), claim.toString());
        assertThat(texts(read(TOKENS.analyst(), path("/timeline?to=2026-06-01T00:00:00Z"), after).required("items"), "entryId"))
                .containsExactly(claim.toString());
        assertThat(texts(ok(get(TOKENS.analyst(), path("/timeline?asOf=" + (after - 1)))).required("items"), "entryId"))
                .containsExactly(strike.toString(), between.toString(), claim.toString());
    }

    @Test
    void figures_follow_a_revision() {
        long before = recorded();
        CasualtyRecorded corrected = Told.injured(claim, new Quantity(3L, null, 4L, null), strike);
        long after = CHRONICLE.append(caseId, Marking.GREEN, EntryRevised.of(injured, corrected, "recounted"));
        JsonNode figure = read(TOKENS.analyst(), path(""), after).at("/casualties/metrics/0/all/figure");
        assertThat(figure.required("low").asLong()).isEqualTo(3);
        assertThat(figure.required("high").asLong()).isEqualTo(4);
        JsonNode then = ok(get(TOKENS.analyst(), path("?asOf=" + before))).at("/casualties/metrics/0/all/figure");
        assertThat(then.required("high").asLong()).isEqualTo(2);
        EntryRevised alarm = EntryRevised.of(
                told, Told.corrected(told, told.entry().occurred(), "Nothing was there", Verification.FALSE_ALARM, null), "a false alarm");
        long last = CHRONICLE.append(caseId, Marking.GREEN, alarm);
        JsonNode summary = read(TOKENS.analyst(), path(""), last);
        assertThat(summary.at("/counts/falseAlarms").asInt()).isEqualTo(1);
        assertThat(summary.at("/casualties/metrics/0/leftOut/0/why").asString()).isEqualTo("ABOUT_NOTHING_STANDING");
    }

    @Test
    void a_reinstated_entry_counts_and_stands_as_if_it_had_never_been_retracted() {
        long before = recorded();
        JsonNode figures = read(TOKENS.analyst(), path(""), before).required("casualties");
        long retracted = CHRONICLE.append(caseId, Marking.GREEN, new EntryRetracted(claim, "wrong"));
        assertThat(read(TOKENS.analyst(), path(""), retracted).required("casualties")).isNotEqualTo(figures);
        long after = CHRONICLE.append(caseId, Marking.GREEN, new EntryReinstated(claim, "right after all"));
        assertThat(read(TOKENS.analyst(), path(""), after).required("casualties")).isEqualTo(figures);
        JsonNode entry = read(TOKENS.analyst(), path("/entries/" + claim), after);
        assertThat(entry.required("standing").asBoolean()).isTrue();
        assertThat(entry.has("retracted")).isFalse();
        assertThat(entry.at("/reinstated/reason").asString()).isEqualTo("right after all");
        assertThat(texts(read(TOKENS.analyst(), path("/timeline?standing=true"), after).required("items"), "entryId")).contains(claim.toString());
    }

    @Test
    void an_entry_that_is_no_longer_in_the_place_of_another_gives_it_back() {
        recorded();
        UUID successor = UUID.randomUUID();
        DevelopmentRecorded instead = Told.instead(successor, strike, Told.UNKNOWN);
        long taken = CHRONICLE.append(caseId, Marking.GREEN, instead);
        assertThat(read(TOKENS.analyst(), path("/entries/" + strike), taken).required("standing").asBoolean()).isFalse();
        long given = CHRONICLE.append(
                caseId,
                Marking.GREEN,
                EntryRevised.of(instead, Told.corrected(instead, Told.UNKNOWN, "Another", Verification.UNVERIFIED, null), "another one"));
        JsonNode entry = read(TOKENS.analyst(), path("/entries/" + strike), given);
        assertThat(entry.required("standing").asBoolean()).isTrue();
        assertThat(entry.required("supersededBy")).isEmpty();
        assertThat(read(TOKENS.analyst(), path(""), given).at("/counts/superseded").asInt()).isZero();
    }

    @Test
    void what_a_revision_brings_up_above_a_ceiling_is_hidden_from_it() {
        recorded();
        long after = CHRONICLE.append(caseId, Marking.AMBER, moved());
        problem(get(TOKENS.integrator(), path("/entries/" + strike), "Ledger-Position", Long.toString(after)), 404, "NO_SUCH_ENTRY");
        assertThat(read(TOKENS.integrator(), path(""), after).at("/counts/restricted").asInt()).isEqualTo(1);
        assertThat(read(TOKENS.analyst(), path("/entries/" + strike), after).required("title").asString()).isEqualTo("A month later");
    }
}
