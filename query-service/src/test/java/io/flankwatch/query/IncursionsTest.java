package io.flankwatch.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.events.EntryEvent.EntriesLinked;
import io.flankwatch.events.EntryEvent.EntriesUnlinked;
import io.flankwatch.events.EntryEvent.EntryMarkingChanged;
import io.flankwatch.events.EntryEvent.EntryReinstated;
import io.flankwatch.events.EntryEvent.EntryRetracted;
import io.flankwatch.events.EntryEvent.EntryRevised;
import io.flankwatch.events.EntryLink.Relation;
import io.flankwatch.events.EntryRecorded.IncursionReported;
import io.flankwatch.events.Incursion.Outcome;
import io.flankwatch.events.Marking;
import io.flankwatch.events.ObjectType;
import io.flankwatch.events.Place;
import io.flankwatch.events.Precision;
import io.flankwatch.events.Verification;
import io.flankwatch.events.When;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Incursions of all cases, each test on a day that no other one knows of.
class IncursionsTest extends QueryApi {

    private final UUID one = UUID.randomUUID();
    private final UUID two = UUID.randomUUID();
    private final UUID here = UUID.randomUUID();
    private final UUID there = UUID.randomUUID();
    private final String day = "1%03d-%02d-%02d".formatted(random(700), 1 + random(12), 1 + random(28));

    private static int random(int bound) {
        return Math.floorMod(UUID.randomUUID().hashCode(), bound);
    }

    private String asked(String more) {
        return "/incursions?from=" + day + "&to=" + day + more;
    }

    private IncursionReported raid(UUID entryId, Place... places) {
        return Told.raid(entryId, Told.day(day), ObjectType.OWA_UAV, List.of(places), Outcome.SHOT_DOWN);
    }

    private void opened(UUID caseId, Marking marking) {
        CHRONICLE.append(caseId, marking, Told.opened(caseId, "t", marking));
    }

    /// Of this test's cases: what has no known time may have been on its day too.
    private List<JsonNode> items(JsonNode listed) {
        List<JsonNode> own = new ArrayList<>();
        listed.path("items").forEach(item -> {
            if (List.of(one.toString(), two.toString()).contains(item.required("caseId").asString())) {
                own.add(item);
            }
        });
        return own;
    }

    private static List<String> told(List<JsonNode> items, String member) {
        return items.stream().map(item -> item.path(member).asString("")).toList();
    }

    private List<String> ids(JsonNode listed) {
        return told(items(listed), "entryId");
    }

    private List<JsonNode> found(String more, long position) {
        return items(read(TOKENS.analyst(), asked(more), position));
    }

    @Test
    void an_incursion_is_found_by_everything_that_it_can_be_asked_for_by() {
        opened(one, Marking.GREEN);
        long last = CHRONICLE.append(one, Marking.GREEN, raid(here, Told.place(45.4353, 28.0080), Told.place("RO")));
        for (String asked : List.of(
                "", "&bbox=20.2,43.6,29.7,48.3", "&near=45.4353,28.0100,1", "&country=RO", "&country=PL&country=RO", "&country=NATO_EASTERN_FLANK", "&object=OWA_UAV",
                "&object=BALLOON&object=OWA_UAV", "&outcome=SHOT_DOWN", "&standing=true&standing=false", "&near=0,0,1&near=45.4,28,50",
                "&bbox=20.2,43.6,29.7,48.3&near=45.4353,28.0100,1&country=RO&object=OWA_UAV&outcome=SHOT_DOWN")) {
            assertThat(ids(read(TOKENS.analyst(), asked(asked), last))).as(asked).containsExactly(here.toString());
        }
        for (String asked : List.of(
                "&bbox=29.7,43.6,20.2,48.3", "&near=45.4353,28.0100,0.1", "&country=PL", "&country=BALTIC_STATES", "&object=UAV", "&outcome=CRASHED", "&standing=false",
                "&bbox=20.2,43.6,29.7,48.3&near=0,0,1", "&object=OWA_UAV&outcome=CRASHED")) {
            assertThat(ids(read(TOKENS.analyst(), asked(asked), last))).as(asked).isEmpty();
        }
    }

    @Test
    void what_has_no_point_is_on_the_list_and_in_no_area() {
        opened(one, Marking.GREEN);
        long last = CHRONICLE.append(one, Marking.GREEN, raid(here, Told.place("RO")));
        assertThat(ids(read(TOKENS.analyst(), asked(""), last))).containsExactly(here.toString());
        assertThat(ids(read(TOKENS.analyst(), asked("&bbox=-180,-90,180,90"), last))).isEmpty();
        JsonNode item = found("", last).getFirst();
        assertThat(item.has("count")).as("unknown is absent").isFalse();
        assertThat(item.has("model")).isFalse();
    }

    @Test
    void what_has_no_known_time_may_have_been_on_any_day_and_comes_last() {
        opened(one, Marking.GREEN);
        UUID open = UUID.randomUUID();
        long last = CHRONICLE.append(
                one,
                Marking.GREEN,
                Told.raid(there, Told.UNKNOWN, ObjectType.OWA_UAV, List.of()),
                Told.raid(open, Told.between(null, day + "T12:00:00Z"), ObjectType.OWA_UAV, List.of()),
                raid(here));
        assertThat(ids(read(TOKENS.analyst(), asked("&limit=1000"), last))).containsExactly(here.toString(), open.toString(), there.toString());
        assertThat(ids(read(TOKENS.analyst(), "/incursions?from=1999-01-01&limit=1000", last))).containsExactly(there.toString());
    }

    @Test
    void what_is_asked_for_wrongly_is_refused() {
        for (String wrong : List.of(
                "bbox=1,2,3", "near=1,2", "from=yesterday", "to=2026-13", "country=XX", "country=", "object=DRONE", "outcome=LOST", "standing=maybe", "limit=0", "limit=1001",
                "cursor=nonsense", "asOf=0", "asOf=2026-01-01T00:00:00Z", "objects=UAV")) {
            problem(get(TOKENS.analyst(), "/incursions?" + wrong), 400, "MALFORMED");
        }
        problem(get(TOKENS.analyst(), "/incursions", "Ledger-Position", "999999999"), 400, "POSITION_BEYOND_HEAD");
        problem(get(TOKENS.analyst(), "/incursions", "Accept", "application/xml"), 406, "NOT_ACCEPTABLE");
    }

    @Test
    void what_does_not_stand_is_left_out_unless_it_is_asked_for() {
        opened(one, Marking.GREEN);
        UUID alarm = UUID.randomUUID();
        UUID retracted = UUID.randomUUID();
        UUID replaced = UUID.randomUUID();
        IncursionReported falseAlarm = raid(alarm);
        long last = CHRONICLE.append(
                one,
                Marking.GREEN,
                raid(here),
                falseAlarm,
                EntryRevised.of(falseAlarm, Told.corrected(falseAlarm, "birds", Verification.FALSE_ALARM), "birds"),
                raid(retracted),
                new EntryRetracted(retracted, "wrong"),
                raid(replaced),
                Told.raidInstead(there, replaced, Told.day(day)));
        assertThat(ids(read(TOKENS.analyst(), asked(""), last))).containsExactly(here.toString(), there.toString());
        List<JsonNode> others = found("&standing=false", last);
        assertThat(told(others, "entryId")).containsExactly(alarm.toString(), retracted.toString(), replaced.toString());
        assertThat(told(others, "retracted")).containsExactly("false", "true", "false");
        assertThat(told(others, "standing")).containsOnly("false");
        assertThat(others.getFirst().has("incident")).isFalse();
        assertThat(ids(read(TOKENS.analyst(), asked("&standing=false&standing=true"), last))).hasSize(5);

        long restored = CHRONICLE.append(one, Marking.GREEN, new EntryRetracted(there, "wrong"), new EntryReinstated(retracted, "right"));
        assertThat(ids(read(TOKENS.analyst(), asked(""), restored))).containsExactly(here.toString(), retracted.toString(), replaced.toString());
    }

    @Test
    void a_corrected_time_moves_it_and_days_are_those_of_its_own_zone() {
        opened(one, Marking.GREEN);
        IncursionReported before = raid(here);
        CHRONICLE.append(one, Marking.GREEN, before);
        When night = new When(
                Instant.parse(day + "T22:30:00Z"), Instant.parse(day + "T22:45:00Z"), Precision.MINUTE, null, "Etc/GMT-3", false);
        IncursionReported after = Told.raid(here, night, ObjectType.OWA_UAV, List.of());
        long last = CHRONICLE.append(one, Marking.GREEN, EntryRevised.of(before, after, "later"));
        assertThat(ids(read(TOKENS.analyst(), asked(""), last))).as("the night of the next day").doesNotContain(here.toString());
        String next = LocalDate.parse(day).plusDays(1).toString();
        assertThat(ids(read(TOKENS.analyst(), "/incursions?from=" + next + "&to=" + next, last))).containsExactly(here.toString());
        assertThat(ids(read(TOKENS.analyst(), "/incursions?from=" + day + "T22:40:00Z&to=" + day + "T22:41:00Z", last))).containsExactly(here.toString());

        // Into another month, and back again.
        IncursionReported far = Told.raid(here, Told.day("0999-01-01"), ObjectType.OWA_UAV, List.of());
        CHRONICLE.append(one, Marking.GREEN, EntryRevised.of(after, far, "a typo"));
        long back = CHRONICLE.append(one, Marking.GREEN, EntryRevised.of(far, before, "no"));
        assertThat(ids(read(TOKENS.analyst(), asked(""), back))).containsExactly(here.toString());
        assertThat(ids(read(TOKENS.analyst(), "/incursions?from=0999-01-01&to=0999-01-01", back))).doesNotContain(here.toString());
    }

    @Test
    void one_incident_is_named_so_that_it_can_be_counted_once() {
        opened(one, Marking.GREEN);
        opened(two, Marking.GREEN);
        UUID between = UUID.randomUUID();
        UUID alone = UUID.randomUUID();
        CHRONICLE.append(one, Marking.GREEN, raid(here), raid(alone), Told.development(between, Told.UNKNOWN));
        CHRONICLE.append(two, Marking.GREEN, raid(there));
        CHRONICLE.append(one, Marking.GREEN, new EntriesLinked(here, Relation.SAME_INCIDENT, null, between, null));
        long last = CHRONICLE.append(two, Marking.GREEN, new EntriesLinked(there, Relation.SAME_INCIDENT, one, between, null));

        List<JsonNode> items = found("", last);
        assertThat(told(items, "entryId")).containsExactly(here.toString(), alone.toString(), there.toString());
        assertThat(items.get(0).required("incident")).isEqualTo(items.get(2).required("incident"));
        assertThat(items.get(1).at("/incident/entryId").asString()).isEqualTo(alone.toString());
        assertThat(items.get(1).path("sameIncident")).isEmpty();
        assertThat(texts(items.get(0).required("sameIncident"), "entryId")).containsExactlyInAnyOrder(between.toString(), there.toString());
        assertThat(texts(items.get(2).required("sameIncident"), "caseId")).containsExactly(one.toString(), one.toString());

        // What is between them does not stand, so nothing joins them any more.
        long retracted = CHRONICLE.append(one, Marking.GREEN, new EntryRetracted(between, "wrong"));
        assertThat(found("", retracted).getFirst().path("sameIncident")).isEmpty();
        long again = CHRONICLE.append(one, Marking.GREEN, new EntryReinstated(between, "right"));
        assertThat(found("", again).getFirst().path("sameIncident")).hasSize(2);
        long unlinked = CHRONICLE.append(two, Marking.GREEN, new EntriesUnlinked(there, Relation.SAME_INCIDENT, one, between, null));
        assertThat(texts(found("", unlinked).getFirst().path("sameIncident"), "entryId")).containsExactly(between.toString());
    }

    @Test
    void what_takes_the_place_of_an_incursion_is_the_incident_that_that_was() {
        opened(one, Marking.GREEN);
        opened(two, Marking.GREEN);
        UUID successor = UUID.randomUUID();
        CHRONICLE.append(one, Marking.GREEN, raid(here));
        CHRONICLE.append(two, Marking.GREEN, raid(there), new EntriesLinked(there, Relation.SAME_INCIDENT, one, here, null));
        long last = CHRONICLE.append(one, Marking.GREEN, Told.raidInstead(successor, here, Told.day(day)));
        List<JsonNode> items = found("", last);
        assertThat(told(items, "entryId")).containsExactly(there.toString(), successor.toString());
        assertThat(texts(items.get(0).required("sameIncident"), "entryId")).containsExactly(successor.toString());
        assertThat(items.get(0).required("incident")).isEqualTo(items.get(1).required("incident"));
    }

    @Test
    void a_reader_finds_what_they_may_see_and_is_told_so() {
        opened(one, Marking.GREEN);
        opened(two, Marking.AMBER);
        UUID secret = UUID.randomUUID();
        CHRONICLE.append(one, Marking.GREEN, raid(here, Told.place(45, 28)));
        CHRONICLE.append(one, Marking.AMBER, raid(secret, Told.place(45, 28)));
        CHRONICLE.append(two, Marking.AMBER, raid(there, Told.place(45, 28)));
        long last = CHRONICLE.append(two, Marking.AMBER, new EntriesLinked(there, Relation.SAME_INCIDENT, one, here, null));

        JsonNode low = read(TOKENS.integrator(), asked(""), last);
        assertThat(low.required("ceiling").asString()).isEqualTo("GREEN");
        assertThat(ids(low)).containsExactly(here.toString());
        assertThat(low.toString()).doesNotContain(two.toString()).doesNotContain(secret.toString());
        assertThat(ids(read(TOKENS.auditor(), asked(""), last))).containsExactly(here.toString(), secret.toString(), there.toString());
        assertThat(read(TOKENS.auditor(), asked(""), last).required("ceiling").asString()).isEqualTo("AUDITOR");
        for (String type : List.of("application/geo+json", "text/csv")) {
            HttpResponse<String> answer = get(TOKENS.integrator(), asked(""), "Accept", type);
            assertThat(answer.body()).contains(here.toString()).doesNotContain(secret.toString()).doesNotContain(there.toString());
        }
        assertThat(get(TOKENS.integrator(), asked(""), "Accept", "text/csv").headers().firstValue("Content-Disposition").orElseThrow()).contains("incursions-GREEN-");

        long tightened = CHRONICLE.append(
                one, Marking.AMBER, new EntryMarkingChanged(here, null, Marking.AMBER, Marking.AMBER, List.of(), null));
        // Also where the views have not come to it: the ledger says so.
        assertThat(get(TOKENS.integrator(), asked("")).body()).doesNotContain(here.toString());
        assertThat(ids(read(TOKENS.integrator(), asked(""), tightened))).isEmpty();
    }

    @Test
    void pages_are_the_whole_list_in_its_order_whatever_is_asked() {
        opened(one, Marking.GREEN);
        opened(two, Marking.GREEN);
        Random random = new Random(5);
        String year = "0%03d".formatted(1 + random(900));
        long last = -1;
        List<IncursionReported> told = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            String first = "%s-%02d-%02d".formatted(year, 1 + random.nextInt(12), 1 + random.nextInt(28));
            When when = random.nextInt(5) == 0 ? Told.between(first + "T00:00:00Z", year + "-12-31T00:00:00Z") : Told.day(first);
            List<Place> places = random.nextBoolean() ? List.of(Told.place(random.nextInt(80), random.nextInt(-180, 180))) : List.of(Told.place(random.nextBoolean() ? "RO" : "PL"));
            IncursionReported raid = Told.raid(UUID.randomUUID(), when, random.nextBoolean() ? ObjectType.UAV : ObjectType.BALLOON, places);
            told.add(raid);
            last = CHRONICLE.append(random.nextBoolean() ? one : two, Marking.GREEN, raid);
        }
        String middle = year + "-06";
        String span = "?from=" + year + "-01-01&to=" + year + "-12-31";
        assertThat(ids(read(TOKENS.analyst(), "/incursions" + span + "&limit=1000", last))).containsExactlyElementsOf(expected(told, raid -> true));
        assertThat(paged("/incursions" + span + "&limit=7")).containsExactlyElementsOf(expected(told, raid -> true));
        assertThat(paged("/incursions" + span + "&limit=3&object=BALLOON")).containsExactlyElementsOf(expected(told, raid -> raid.objectType() == ObjectType.BALLOON));
        assertThat(paged("/incursions" + span + "&limit=3&country=RO"))
                .containsExactlyElementsOf(expected(told, raid -> raid.entry().places().stream().anyMatch(place -> "RO".equals(place.country()))));
        assertThat(paged("/incursions" + span + "&limit=5&bbox=-180,40,0,90")).containsExactlyElementsOf(expected(told, raid -> raid.entry().places().stream()
                .map(Place::point)
                .anyMatch(point -> point != null && point.lat() >= 40 && (point.lon() <= 0 || point.lon() == 180))));
        assertThat(paged("/incursions?from=" + middle + "&to=" + middle + "&limit=2")).containsExactlyElementsOf(expected(
                told,
                raid -> !Objects.requireNonNull(raid.entry().occurred().latest()).isBefore(Instant.parse(middle + "-01T00:00:00Z"))
                        && Objects.requireNonNull(raid.entry().occurred().earliest()).isBefore(Instant.parse(year + "-07-01T00:00:00Z"))));
    }

    /// By first instant, last instant and the order in which they were told.
    private static List<String> expected(List<IncursionReported> told, Predicate<IncursionReported> wanted) {
        List<IncursionReported> sorted = new ArrayList<>(told.stream().filter(wanted).toList());
        sorted.sort(Comparator.comparing((IncursionReported raid) -> Objects.requireNonNull(raid.entry().occurred().earliest()))
                .thenComparing(raid -> Objects.requireNonNull(raid.entry().occurred().latest())));
        return sorted.stream().map(raid -> raid.entry().entryId().toString()).toList();
    }

    private List<String> paged(String path) {
        HttpResponse<String> page = get(TOKENS.analyst(), path);
        List<String> all = new ArrayList<>(ids(ok(page)));
        while (page.headers().firstValue("Link").isPresent()) {
            assertThat(ok(page).has("next")).isTrue();
            page = get(TOKENS.analyst(), next(page));
            all.addAll(ids(ok(page)));
        }
        return all;
    }
}
