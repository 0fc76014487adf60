package io.flankwatch.events.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.events.Casualty;
import io.flankwatch.events.Condition;
import io.flankwatch.events.Entry;
import io.flankwatch.events.EntryEvent.MeetingConcluded;
import io.flankwatch.events.EntryLink.Relation;
import io.flankwatch.events.EntryRecorded;
import io.flankwatch.events.EntryRecorded.CasualtyRecorded;
import io.flankwatch.events.EntryRecorded.IncursionReported;
import io.flankwatch.events.EntryRecorded.MeetingConvened;
import io.flankwatch.events.Marking;
import io.flankwatch.events.ObjectType;
import io.flankwatch.events.Place;
import io.flankwatch.events.Precision;
import io.flankwatch.events.Quantity;
import io.flankwatch.events.Vector;
import io.flankwatch.events.Verification;
import io.flankwatch.events.When;
import io.flankwatch.events.figures.AcrossCases.Link;
import io.flankwatch.events.figures.AcrossCases.Ref;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FulfilmentTest {

    private static final UUID CASE = new UUID(1, 1);
    private static final UUID OTHER = new UUID(1, 2);
    private static final Instant NIGHT = Instant.parse("2026-05-28T20:00:00Z");
    private static final Condition FIVE_IN_A_DAY = new Condition.IncursionsReach("RO", List.of(), 5, 24L);

    @Test
    void objects_count_by_their_low_bound_and_one_where_none_is_stated() {
        Condition four = new Condition.IncursionsReach(null, List.of(), 4, null);
        assertThat(met(four, raid(1, new Quantity(3L, 5L, 9L, null), 0))).isNull();
        assertThat(met(four, raid(1, new Quantity(3L, 5L, 9L, null), 0), raid(2, null, 0))).isEqualTo(ref(2));
        assertThat(met(four, raid(1, new Quantity(3L, null, null, null), 0), raid(2, new Quantity(null, 7L, null, null), 0))).isEqualTo(ref(2));
        assertThat(met(four, raid(1, new Quantity(3L, null, null, null), 0), raid(2, new Quantity(0L, null, 7L, null), 0))).as("perhaps none").isNull();
    }

    @Test
    void what_is_asked_within_a_time_has_to_be_within_it_for_certain() {
        assertThat(met(FIVE_IN_A_DAY, raid(1, atLeast(3), 0), raid(2, atLeast(2), 24))).isEqualTo(ref(2));
        assertThat(met(FIVE_IN_A_DAY, raid(1, atLeast(3), 0), raid(2, atLeast(2), 25))).isNull();
        assertThat(met(FIVE_IN_A_DAY, raid(1, atLeast(3), 0), raid(2, atLeast(2), new When(null, null, Precision.UNKNOWN, null, null, null)))).isNull();
        When since = new When(NIGHT.minusSeconds(90_000), NIGHT, Precision.APPROXIMATE, null, null, null);
        assertThat(met(FIVE_IN_A_DAY, raid(1, atLeast(3), 0), raid(2, atLeast(2), since))).isNull();
        assertThat(met(FIVE_IN_A_DAY, raid(1, atLeast(2), 0), raid(2, atLeast(2), 20), raid(3, atLeast(3), 44))).as("the later window").isEqualTo(ref(3));
    }

    @Test
    void it_rests_on_every_window_that_fulfils_it_and_on_nothing_else() {
        assertThat(of(FIVE_IN_A_DAY, raid(1, atLeast(5), 0), raid(2, atLeast(1), 100), raid(3, atLeast(5), 200)).getFirst().rests())
                .containsExactlyInAnyOrder(ref(1), ref(3));
    }

    @Test
    void other_countries_and_other_objects_do_not_count() {
        assertThat(met(new Condition.IncursionsReach("PL", List.of(), 1, null), raid(1, null, 0))).isNull();
        assertThat(met(new Condition.IncursionsReach("RO", List.of(ObjectType.OWA_UAV), 1, null), raid(1, null, 0))).isNull();
        assertThat(met(new Condition.IncursionsReach("RO", List.of(ObjectType.OWA_UAV, ObjectType.UAV), 1, null), raid(1, null, 0))).isEqualTo(ref(1));
    }

    @Test
    void one_incident_counts_once_and_a_whole_not_beside_its_parts() {
        Condition five = new Condition.IncursionsReach(null, List.of(), 5, null);
        assertThat(met(five, linked(raid(1, atLeast(3), 0), Relation.SAME_INCIDENT, 2), raid(2, atLeast(4), 0))).isNull();
        assertThat(met(five, raid(1, atLeast(9), 0), linked(raid(2, atLeast(2), 0), Relation.PART_OF, 1), linked(raid(3, atLeast(2), 0), Relation.PART_OF, 1))).isNull();
    }

    @Test
    void what_does_not_stand_or_happened_after_the_deadline_does_not_count() {
        Condition one = new Condition.IncursionsReach(null, List.of(), 1, null);
        Fact raid = raid(1, null, 0);
        assertThat(met(one, new Fact(raid.ref(), 1, raid.recorded(), true, Marking.AMBER, List.of(), List.of()))).isNull();
        assertThat(Fulfilment.of(one, new Fulfilment.Over(CASE, false), List.of(raid), NIGHT)).hasSize(1);
        assertThat(Fulfilment.of(one, new Fulfilment.Over(CASE, false), List.of(raid), NIGHT.minusSeconds(1))).isEmpty();
    }

    @Test
    void it_is_fulfilled_under_the_loosest_marking_that_shows_enough() {
        Condition two = new Condition.IncursionsReach(null, List.of(), 2, null);
        List<Fulfilment> found = of(two, marked(raid(1, null, 0), Marking.GREEN), marked(raid(2, null, 0), Marking.RED), marked(raid(3, null, 0), Marking.AMBER));
        assertThat(found).extracting(Fulfilment::under).containsExactly(Marking.AMBER, Marking.RED);
        assertThat(found.getFirst().by().ref()).isEqualTo(ref(3));
        assertThat(found.getFirst().rests()).containsExactlyInAnyOrder(ref(1), ref(3));
    }

    @Test
    void casualties_are_those_of_the_figure() {
        Condition three = new Condition.CasualtiesReach(Casualty.Metric.KILLED, 3, null);
        Fact strike = raid(1, null, 0);
        assertThat(met(three, strike, claim(2, 1, 2L, null), claim(3, 1, 3L, null))).as("one incident: from 2 to 3").isNull();
        Fact another = raid(4, null, 0);
        assertThat(met(three, strike, claim(2, 1, 2L, null), another, claim(5, 4, 1L, null))).isEqualTo(ref(5));
        Condition confirmed = new Condition.CasualtiesReach(Casualty.Metric.KILLED, 2, true);
        assertThat(met(confirmed, strike, claim(2, 1, 2L, Casualty.Grade.FAIR))).isNull();
        assertThat(met(confirmed, strike, claim(2, 1, 2L, Casualty.Grade.CONFIRMED))).isEqualTo(ref(2));
    }

    @Test
    void across_cases_everything_counts_that_is_in_any() {
        Fact here = raid(1, atLeast(2), 0);
        Fact there = new Fact(new Ref(OTHER, id(2)), 2, raid(2, atLeast(3), 0).recorded(), false, Marking.AMBER, List.of(), List.of());
        List<Fulfilment> found = Fulfilment.of(FIVE_IN_A_DAY, new Fulfilment.Over(CASE, true), List.of(here, there), null);
        assertThat(found.getFirst().by().ref()).isEqualTo(new Ref(OTHER, id(2)));
    }

    @Test
    void a_meeting_concludes_with_words_of_its_decisions() {
        Fact meeting = meeting("The Council adopts KINETIC interception");
        assertThat(met(new Condition.MeetingConcludes(id(9), null), meeting)).isEqualTo(ref(9));
        assertThat(met(new Condition.MeetingConcludes(id(9), "kinetic"), meeting)).isEqualTo(ref(9));
        assertThat(met(new Condition.MeetingConcludes(id(9), "sanctions"), meeting)).isNull();
        assertThat(met(new Condition.MeetingConcludes(id(8), null), meeting)).isNull();
    }

    private static List<Fulfilment> of(Condition condition, Fact... facts) {
        return Fulfilment.of(condition, new Fulfilment.Over(CASE, false), Arrays.asList(facts), null);
    }

    private static @Nullable Ref met(Condition condition, Fact... facts) {
        List<Fulfilment> found = of(condition, facts);
        return found.isEmpty() ? null : found.getFirst().by().ref();
    }

    private static UUID id(int n) {
        return new UUID(2, n);
    }

    private static Ref ref(int n) {
        return new Ref(CASE, id(n));
    }

    private static Quantity atLeast(long min) {
        return new Quantity(min, null, null, null);
    }

    private static Fact raid(int n, @Nullable Quantity count, int hours) {
        Instant at = NIGHT.plusSeconds(3600L * hours);
        return raid(n, count, new When(at, at, Precision.EXACT, null, null, null));
    }

    private static Fact raid(int n, @Nullable Quantity count, When occurred) {
        return fact(n, new IncursionReported(entry(n, occurred), ObjectType.UAV, null, count, List.of(), null, null, List.of(), List.of(), List.of()));
    }

    private static Fact claim(int n, int about, long min, Casualty.@Nullable Grade grade) {
        return fact(n, new CasualtyRecorded(
                entry(n, new When(null, null, Precision.UNKNOWN, null, null, null)),
                Casualty.Scope.ENTRIES,
                List.of(id(about)),
                Casualty.Metric.KILLED,
                atLeast(min),
                List.of(),
                grade));
    }

    private static Fact meeting(String decision) {
        When when = new When(NIGHT, NIGHT, Precision.EXACT, null, null, null);
        Fact convened = fact(9, new MeetingConvened(entry(9, when), "Council", null, List.of(), List.of()));
        var steps = new ArrayList<Fact.Step>();
        steps.add(new Fact.Step(
                new MeetingConcluded(id(9), when, MeetingConcluded.Outcome.DECIDED, List.of(decision), null, List.of(), "told"), Marking.AMBER));
        return new Fact(convened.ref(), 9, convened.recorded(), false, Marking.AMBER, steps, List.of());
    }

    private static Fact fact(int n, EntryRecorded recorded) {
        return new Fact(ref(n), n, recorded, false, Marking.AMBER, List.of(), List.of());
    }

    private static Fact marked(Fact fact, Marking marking) {
        return new Fact(fact.ref(), fact.number(), fact.recorded(), false, marking, fact.steps(), fact.links());
    }

    private static Fact linked(Fact fact, Relation relation, int to) {
        return new Fact(fact.ref(), fact.number(), fact.recorded(), false, fact.marking(), List.of(), List.of(new Link(relation, ref(to))));
    }

    private static Entry entry(int n, When occurred) {
        return new Entry(
                id(n),
                Vector.MILITARY,
                null,
                null,
                occurred,
                List.of(new Place(Place.Role.ENTRY, null, null, null, null, List.of(), "RO", null)),
                List.of(),
                "told",
                List.of(),
                Verification.UNVERIFIED,
                null,
                null,
                null,
                List.of());
    }
}
