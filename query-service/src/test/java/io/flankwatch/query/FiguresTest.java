package io.flankwatch.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.events.Entry;
import io.flankwatch.events.EntryEvent.EntriesLinked;
import io.flankwatch.events.EntryEvent.EntriesUnlinked;
import io.flankwatch.events.EntryEvent.EntryRetracted;
import io.flankwatch.events.EntryLink.Relation;
import io.flankwatch.events.EntryRecorded.IncursionReported;
import io.flankwatch.events.Marking;
import io.flankwatch.events.ObjectType;
import io.flankwatch.events.Place;
import io.flankwatch.events.Quantity;
import io.flankwatch.events.Vector;
import io.flankwatch.events.Verification;
import io.flankwatch.events.When;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Figures of a case and across cases, and the links that they follow.
class FiguresTest extends QueryApi {

    private static final Quantity TWO = new Quantity(2L, 2L, 2L, "two injured");

    private final UUID one = UUID.randomUUID();
    private final UUID two = UUID.randomUUID();
    private final UUID here = UUID.randomUUID();
    private final UUID there = UUID.randomUUID();

    private static IncursionReported incursion(UUID entryId, When occurred, @Nullable String country) {
        List<Place> places = country == null ? List.of() : List.of(new Place(Place.Role.ENTRY, null, null, null, null, List.of(), country, null));
        return new IncursionReported(
                new Entry(
                        entryId, Vector.MILITARY, null, null, occurred, places, List.of(), "told", List.of(), Verification.UNVERIFIED, null, null, null, List.of()),
                ObjectType.OWA_UAV,
                null,
                new Quantity(1L, 1L, 1L, null),
                List.of(),
                null,
                null,
                List.of(),
                List.of(),
                List.of());
    }

    private long opened(UUID caseId, Marking marking) {
        return CHRONICLE.append(caseId, marking, Told.opened(caseId, "t", marking));
    }

    /// A day that no other test knows of.
    private static String day() {
        return "19%02d-%02d-11".formatted(UUID.randomUUID().hashCode() & 63, 1 + Math.floorMod(UUID.randomUUID().hashCode(), 12));
    }

    private static String on(String day) {
        return "&from=" + day + "T00:00:00Z&to=" + day + "T23:59:59Z";
    }

    private static JsonNode row(JsonNode figures, String key) {
        return StreamSupport.stream(figures.required("rows").spliterator(), false)
                .filter(row -> row.required("key").asString().equals(key))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void two_injured_and_several_and_two_in_the_whole_case_are_two_and_open_ended() {
        opened(one, Marking.AMBER);
        UUID exact = UUID.randomUUID();
        UUID several = UUID.randomUUID();
        UUID whole = UUID.randomUUID();
        long before = CHRONICLE.append(
                one, Marking.AMBER, incursion(here, Told.day("2026-05-29"), "RO"), Told.injured(exact, TWO, here));
        long last = CHRONICLE.append(
                one,
                Marking.AMBER,
                Told.injured(several, new Quantity(null, null, null, "several"), here),
                Told.injured(whole, new Quantity(2L, 2L, 2L, null)));

        JsonNode casualties = read(TOKENS.analyst(), "/cases/" + one + "/casualties", last);
        assertThat(casualties.required("rule").asString()).isEqualTo("standing-claims/v1");
        JsonNode injured = casualties.at("/metrics/0");
        assertThat(injured.at("/all/figure/low").asLong()).isEqualTo(2);
        assertThat(injured.at("/all/figure").has("high")).isFalse();
        assertThat(injured.at("/all/figure/openEnded").asInt()).isEqualTo(1);
        assertThat(injured.at("/all/caseScope/high").asLong()).isEqualTo(2);
        assertThat(injured.has("confirmed")).isFalse();
        assertThat(injured.required("used")).hasSize(3);
        assertThat(injured.required("leftOut")).isEmpty();
        assertThat(injured.required("grouped")).hasSize(1);
        assertThat(injured.at("/grouped/0/incidents/0").asString()).isEqualTo(here.toString());
        assertThat(injured.at("/grouped/0/claims")).hasSize(2);
        assertThat(texts(casualties.required("claims"), "asStated")).containsExactly("two injured", "several", "");
        assertThat(read(TOKENS.analyst(), "/cases/" + one, last).at("/casualties/metrics/0")).isEqualTo(injured);

        JsonNode then = ok(get(TOKENS.analyst(), "/cases/" + one + "/casualties?asOf=" + before));
        assertThat(then.at("/metrics/0/all/figure/high").asLong()).isEqualTo(2);
        assertThat(then.required("claims")).hasSize(1);
        problem(get(TOKENS.integrator(), "/cases/" + one + "/casualties"), 404, "NO_SUCH_CASE");
    }

    @Test
    void the_month_counts_one_incident_of_two_cases_once_while_they_are_linked() {
        String day = day();
        String month = day.substring(0, 7);
        opened(one, Marking.AMBER);
        opened(two, Marking.AMBER);
        CHRONICLE.append(one, Marking.AMBER, incursion(here, Told.day(day), "RO"), Told.injured(UUID.randomUUID(), TWO, here));
        long last = CHRONICLE.append(two, Marking.AMBER, incursion(there, Told.day(day), "MD"), Told.injured(UUID.randomUUID(), TWO, there));
        String injured = "/figures/casualties?by=month" + on(day);
        String raids = "/figures/incursions?by=month" + on(day);

        HttpResponse<String> apart = get(TOKENS.analyst(), injured, "Ledger-Position", Long.toString(last));
        assertThat(row(ok(apart), month).at("/metrics/0/all/low").asLong()).isEqualTo(4);
        assertThat(row(ok(get(TOKENS.analyst(), raids)), month).required("incidents").asInt()).isEqualTo(2);

        long linked = CHRONICLE.append(one, Marking.AMBER, new EntriesLinked(here, Relation.SAME_INCIDENT, two, there, null));
        JsonNode together = row(read(TOKENS.analyst(), injured, linked), month).at("/metrics/0");
        assertThat(together.at("/all/low").asLong()).isEqualTo(2);
        assertThat(together.at("/all/high").asLong()).isEqualTo(2);
        assertThat(together.required("used")).hasSize(2);
        JsonNode once = row(ok(get(TOKENS.analyst(), raids)), month);
        assertThat(once.required("incidents").asInt()).isEqualTo(1);
        assertThat(once.at("/objects/high").asLong()).isEqualTo(1);
        JsonNode countries = ok(get(TOKENS.analyst(), "/figures/incursions?by=country&country=MD" + on(day)));
        assertThat(texts(countries.required("rows"), "key")).containsExactly("MD", "RO");
        assertThat(texts(ok(get(TOKENS.analyst(), "/figures/incursions?by=object" + on(day))).required("rows"), "key")).containsExactly("OWA_UAV");
        assertThat(get(TOKENS.analyst(), injured, "If-None-Match", apart.headers().firstValue("ETag").orElseThrow()).statusCode()).isEqualTo(200);

        long unlinked = CHRONICLE.append(one, Marking.AMBER, new EntriesUnlinked(here, Relation.SAME_INCIDENT, two, there, null));
        assertThat(row(read(TOKENS.analyst(), injured, unlinked), month).at("/metrics/0/all/low").asLong()).isEqualTo(4);
        long retracted = CHRONICLE.append(two, Marking.AMBER, new EntryRetracted(there, "wrong"));
        JsonNode left = row(read(TOKENS.analyst(), injured, retracted), month).at("/metrics/0");
        assertThat(left.at("/all/low").asLong()).isEqualTo(2);
        assertThat(row(ok(get(TOKENS.analyst(), raids)), month).at("/leftOut/0/why").asString()).isEqualTo("RETRACTED");
    }

    @Test
    void figures_count_what_the_reader_may_see_and_say_so() {
        String day = day();
        opened(one, Marking.GREEN);
        opened(two, Marking.AMBER);
        CHRONICLE.append(one, Marking.GREEN, incursion(here, Told.day(day), "RO"));
        CHRONICLE.append(one, Marking.AMBER, incursion(UUID.randomUUID(), Told.day(day), "RO"));
        long last = CHRONICLE.append(two, Marking.AMBER, incursion(there, Told.day(day), "RO"));
        String raids = "/figures/incursions?by=country" + on(day);
        JsonNode low = read(TOKENS.integrator(), raids, last);
        assertThat(low.required("ceiling").asString()).isEqualTo("GREEN");
        assertThat(row(low, "RO").required("incidents").asInt()).isEqualTo(1);
        assertThat(row(ok(get(TOKENS.analyst(), raids)), "RO").required("incidents").asInt()).isEqualTo(3);
        String groups = "/figures/incursions?by=country&from=" + day + "&to=" + day;
        assertThat(row(ok(get(TOKENS.analyst(), groups + "&country=NATO_EASTERN_FLANK")), "RO").required("incidents").asInt()).isEqualTo(3);
        assertThat(texts(ok(get(TOKENS.analyst(), groups + "&country=BALTIC_STATES")).path("rows"), "key")).doesNotContain("RO");
    }

    @Test
    void figures_across_cases_refuse_what_they_do_not_know() {
        problem(get(TOKENS.analyst(), "/figures/casualties?by=object"), 400, "MALFORMED");
        problem(get(TOKENS.analyst(), "/figures/casualties"), 400, "MALFORMED");
        problem(get(TOKENS.analyst(), "/figures/casualties?by=month&asOf=0"), 400, "MALFORMED");
        problem(get(TOKENS.analyst(), "/figures/incursions?by=month&asOf=0"), 400, "MALFORMED");
        problem(get(TOKENS.analyst(), "/figures/incursions?by=month&from=yesterday"), 400, "MALFORMED");
    }

    @Test
    void both_entries_show_a_link_now_and_as_of() {
        opened(one, Marking.AMBER);
        opened(two, Marking.AMBER);
        CHRONICLE.append(one, Marking.AMBER, Told.development(here, Told.UNKNOWN));
        long before = CHRONICLE.append(two, Marking.AMBER, Told.development(there, Told.UNKNOWN));
        long linked = CHRONICLE.append(one, Marking.AMBER, new EntriesLinked(here, Relation.PART_OF, two, there, "it is"));

        String entry = "/cases/" + one + "/entries/" + here;
        String other = "/cases/" + two + "/entries/" + there;
        JsonNode own = read(TOKENS.analyst(), entry, linked).at("/links/0");
        assertThat(own.required("caseId").asString()).isEqualTo(two.toString());
        assertThat(own.required("entryId").asString()).isEqualTo(there.toString());
        assertThat(own.required("relation").asString()).isEqualTo("PART_OF");
        assertThat(own.required("reason").asString()).isEqualTo("it is");
        HttpResponse<String> answer = get(TOKENS.analyst(), other, "Ledger-Position", Long.toString(linked));
        JsonNode theirs = ok(answer).at("/links/0");
        assertThat(theirs.required("entryId").asString()).isEqualTo(here.toString());
        assertThat(theirs.required("relation").asString()).isEqualTo("HAS_PART");
        assertThat(theirs.required("recordedIn").asString()).isEqualTo(one.toString());

        long unlinked = CHRONICLE.append(one, Marking.AMBER, new EntriesUnlinked(here, Relation.PART_OF, two, there, null));
        String etag = answer.headers().firstValue("ETag").orElseThrow();
        assertThat(ok(get(TOKENS.analyst(), other, "Ledger-Position", Long.toString(unlinked), "If-None-Match", etag)).required("links")).isEmpty();
        for (String side : List.of(entry, other)) {
            assertThat(ok(get(TOKENS.analyst(), side + "?asOf=" + linked)).required("links")).hasSize(1);
            assertThat(ok(get(TOKENS.analyst(), side)).required("links")).isEmpty();
        }
        assertThat(ok(get(TOKENS.analyst(), other + "?asOf=" + before)).required("links")).isEmpty();
    }

    @Test
    void a_link_tells_nothing_to_whoever_may_not_see_the_other_side() {
        opened(one, Marking.GREEN);
        opened(two, Marking.AMBER);
        CHRONICLE.append(one, Marking.GREEN, Told.development(here, Told.UNKNOWN));
        CHRONICLE.append(two, Marking.AMBER, Told.development(there, Told.UNKNOWN));
        // As if the other case had been tightened after it was linked.
        long last = CHRONICLE.append(one, Marking.GREEN, new EntriesLinked(here, Relation.PART_OF, two, there, "it is"));
        for (String body : List.of(
                read(TOKENS.integrator(), "/cases/" + one + "/entries/" + here, last).toString(),
                read(TOKENS.integrator(), "/cases/" + one, last).toString(),
                get(TOKENS.integrator(), "/cases/" + one + "/history").body(),
                get(TOKENS.integrator(), "/events/" + last).body(),
                get(TOKENS.integrator(), "/events?after=" + (last - 1)).body())) {
            assertThat(body).doesNotContain(two.toString()).doesNotContain(there.toString());
        }
        assertThat(read(TOKENS.analyst(), "/cases/" + one + "/entries/" + here, last).required("links")).hasSize(1);
    }
}
