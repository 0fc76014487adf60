package io.flankwatch.events.figures;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.events.Bounds;
import io.flankwatch.events.Casualty;
import io.flankwatch.events.EntryKind;
import io.flankwatch.events.EntryLink.Relation;
import io.flankwatch.events.ObjectType;
import io.flankwatch.events.Precision;
import io.flankwatch.events.When;
import io.flankwatch.events.figures.AcrossCases.CasualtyRow;
import io.flankwatch.events.figures.AcrossCases.Contribution;
import io.flankwatch.events.figures.AcrossCases.IncursionRow;
import io.flankwatch.events.figures.AcrossCases.Omitted;
import io.flankwatch.events.figures.AcrossCases.Link;
import io.flankwatch.events.figures.AcrossCases.Ref;
import io.flankwatch.events.figures.StandingClaims.Claim;
import io.flankwatch.events.figures.StandingClaims.Range;
import io.flankwatch.events.figures.StandingClaims.Why;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Given entries of several cases, the figures of all of them.
class AcrossCasesTest {

    private static final UUID ONE = new UUID(0, 1);
    private static final UUID TWO = new UUID(0, 2);

    private final List<Contribution> given = new ArrayList<>();

    private static Ref ref(UUID caseId, int entry) {
        return new Ref(caseId, new UUID(1, entry));
    }

    private static When between(String earliest, String latest) {
        return new When(Instant.parse(earliest), Instant.parse(latest), Precision.APPROXIMATE, null, "Europe/Bucharest", false);
    }

    private static final When NIGHT = between("2026-05-28T20:00:00Z", "2026-05-29T02:00:00Z");

    private void raid(Ref ref, When occurred, boolean retracted, boolean falseAlarm, @Nullable Bounds count, Link... links) {
        given.add(new Contribution(
                ref, given.size(), EntryKind.INCURSION, null, retracted, falseAlarm, null, occurred, Set.of("RO"), ObjectType.OWA_UAV, count, List.of(links)));
    }

    private void raid(Ref ref, Link... links) {
        raid(ref, NIGHT, false, false, null, links);
    }

    private void injured(Ref ref, @Nullable Long min, @Nullable Long max, Casualty.@Nullable Grade grade, Ref... about) {
        Claim claim = new Claim(
                Casualty.Metric.INJURED,
                about.length == 0 ? Casualty.Scope.CASE : Casualty.Scope.ENTRIES,
                Stream.of(about).map(Ref::entryId).toList(),
                new Bounds(min, null, max),
                grade);
        given.add(new Contribution(
                ref, given.size(), EntryKind.CASUALTY, null, false, false, claim, between("2026-06-02T00:00:00Z", "2026-06-02T01:00:00Z"), Set.of(), null, null, List.of()));
    }

    private void injured(Ref ref, long count, Ref... about) {
        injured(ref, count, count, null, about);
    }

    private List<CasualtyRow> casualties() {
        return AcrossCases.casualties(given, RowKeys.byMonth(), any -> true);
    }

    private List<IncursionRow> incursions(RowKeys keys) {
        return AcrossCases.incursions(given, keys, any -> true);
    }

    private static Range exactly(long count) {
        return new Range(count, count, count, 0);
    }

    @Test
    void claims_about_entries_of_two_cases_are_added_up_until_they_are_linked_as_one_incident() {
        raid(ref(ONE, 1));
        injured(ref(ONE, 2), 2, ref(ONE, 1));
        injured(ref(TWO, 2), 2, ref(TWO, 1));
        raid(ref(TWO, 1));
        assertThat(casualties()).hasSize(1);
        assertThat(casualties().getFirst().key()).isEqualTo("2026-05");
        assertThat(casualties().getFirst().metrics().getFirst().all()).isEqualTo(exactly(4));
        assertThat(incursions(RowKeys.byMonth()).getFirst().incidents()).isEqualTo(2);

        given.removeLast();
        raid(ref(TWO, 1), new Link(Relation.SAME_INCIDENT, ref(ONE, 1)));
        AcrossCases.MetricRow row = casualties().getFirst().metrics().getFirst();
        assertThat(row.all()).isEqualTo(exactly(2));
        assertThat(row.groups()).isEqualTo(1);
        assertThat(row.used()).containsExactly(ref(ONE, 2), ref(TWO, 2));
        assertThat(incursions(RowKeys.byMonth()).getFirst().incidents()).isEqualTo(1);
    }

    @Test
    void what_is_the_same_as_the_same_is_the_same() {
        UUID three = new UUID(0, 3);
        raid(ref(ONE, 1));
        raid(ref(TWO, 1), new Link(Relation.SAME_INCIDENT, ref(ONE, 1)));
        raid(ref(three, 1), new Link(Relation.SAME_INCIDENT, ref(TWO, 1)));
        assertThat(incursions(RowKeys.byMonth()).getFirst().incidents()).isEqualTo(1);
    }

    @Test
    void a_whole_does_not_count_beside_its_parts_and_counts_without_them() {
        raid(ref(ONE, 1));
        raid(ref(TWO, 1), new Link(Relation.PART_OF, ref(ONE, 1)));
        injured(ref(ONE, 2), 10, ref(ONE, 1));
        injured(ref(TWO, 2), 3, ref(TWO, 1));
        AcrossCases.MetricRow row = casualties().getFirst().metrics().getFirst();
        assertThat(row.all()).isEqualTo(exactly(3));
        assertThat(row.leftOut()).containsExactly(new Omitted(ref(ONE, 2), Why.COUNTED_BY_PARTS));
        IncursionRow raids = incursions(RowKeys.byMonth()).getFirst();
        assertThat(raids.incidents()).isEqualTo(1);
        assertThat(raids.leftOut()).containsExactly(new Omitted(ref(ONE, 1), Why.COUNTED_BY_PARTS));

        given.removeLast();
        assertThat(casualties().getFirst().metrics().getFirst().all()).isEqualTo(exactly(10));
    }

    @Test
    void a_whole_is_confirmed_where_only_its_own_claim_is() {
        raid(ref(ONE, 1));
        raid(ref(ONE, 3), new Link(Relation.PART_OF, ref(ONE, 1)));
        injured(ref(ONE, 2), 10L, 10L, Casualty.Grade.CONFIRMED, ref(ONE, 1));
        injured(ref(ONE, 4), 3, ref(ONE, 3));
        AcrossCases.MetricRow row = casualties().getFirst().metrics().getFirst();
        assertThat(row.all()).isEqualTo(exactly(3));
        assertThat(row.confirmed()).isEqualTo(exactly(10));
    }

    @Test
    void parts_of_each_other_are_one() {
        raid(ref(ONE, 1), new Link(Relation.PART_OF, ref(TWO, 1)));
        raid(ref(TWO, 1), new Link(Relation.PART_OF, ref(ONE, 1)));
        assertThat(incursions(RowKeys.byMonth()).getFirst().incidents()).isEqualTo(1);
    }

    @Test
    void false_alarms_and_retracted_ones_count_nowhere_and_link_nothing() {
        raid(ref(ONE, 1));
        raid(ref(ONE, 2), NIGHT, true, false, null, new Link(Relation.SAME_INCIDENT, ref(ONE, 1)), new Link(Relation.SAME_INCIDENT, ref(TWO, 1)));
        raid(ref(ONE, 3), NIGHT, false, true, null);
        raid(ref(TWO, 1));
        IncursionRow row = incursions(RowKeys.byCountry()).getFirst();
        assertThat(row.key()).isEqualTo("RO");
        assertThat(row.incidents()).isEqualTo(2);
        assertThat(row.leftOut()).containsExactly(new Omitted(ref(ONE, 2), Why.RETRACTED), new Omitted(ref(ONE, 3), Why.FALSE_ALARM));
    }

    @Test
    void a_claim_about_a_whole_case_is_never_added_to_those_about_its_incidents() {
        raid(ref(ONE, 1));
        injured(ref(ONE, 2), 2, ref(ONE, 1));
        injured(ref(ONE, 3), null, null, null, ref(ONE, 1));
        injured(ref(ONE, 4), 2);
        AcrossCases.MetricRow row = casualties().getFirst().metrics().getFirst();
        assertThat(row.all()).isEqualTo(new Range(2L, null, null, 1));
        assertThat(row.leftOut()).containsExactly(new Omitted(ref(ONE, 4), Why.WHOLE_CASE));
    }

    @Test
    void a_claim_about_a_whole_case_is_about_its_one_incident_and_else_stands_by_itself() {
        raid(ref(ONE, 1));
        injured(ref(ONE, 2), 2);
        injured(ref(ONE, 3), 3);
        assertThat(casualties().getFirst().key()).isEqualTo("2026-05");
        assertThat(casualties().getFirst().metrics().getFirst().all()).isEqualTo(new Range(2L, 3L, 3L, 0));

        raid(ref(ONE, 4));
        assertThat(casualties().getFirst().key()).isEqualTo("2026-06");
        assertThat(casualties().getFirst().metrics().getFirst().all()).isEqualTo(new Range(2L, 3L, 3L, 0));
    }

    @Test
    void a_month_is_that_of_the_entrys_zone_and_never_invented() {
        raid(ref(ONE, 1), between("2026-05-31T21:30:00Z", "2026-05-31T22:30:00Z"), false, false, null);
        raid(ref(ONE, 2), between("2026-05-31T12:00:00Z", "2026-06-01T12:00:00Z"), false, false, null);
        raid(ref(ONE, 3), new When(null, null, Precision.UNKNOWN, null, null, null), false, false, null);
        assertThat(incursions(RowKeys.byMonth())).extracting(IncursionRow::key).containsExactly("2026-05/2026-06", "2026-06", "unknown");
    }

    @Test
    void the_most_precise_of_those_that_tell_of_one_incident_says_when_it_was() {
        raid(ref(ONE, 1), between("2025-12-31T22:00:00Z", "2026-12-31T21:59:59Z"), false, false, null);
        raid(ref(TWO, 1), new Link(Relation.SAME_INCIDENT, ref(ONE, 1)));
        assertThat(incursions(RowKeys.byMonth())).extracting(IncursionRow::key).containsExactly("2026-05");
    }

    @Test
    void objects_are_added_up_over_incidents_and_absent_is_not_zero() {
        raid(ref(ONE, 1), NIGHT, false, false, new Bounds(3L, null, 5L));
        raid(ref(TWO, 1), NIGHT, false, false, new Bounds(4L, null, 4L), new Link(Relation.SAME_INCIDENT, ref(ONE, 1)));
        raid(ref(TWO, 2), NIGHT, false, false, new Bounds(1L, 1L, 1L));
        assertThat(incursions(RowKeys.byObject()).getFirst().objects()).isEqualTo(new Range(4L, 6L, 6L, 0));
        raid(ref(TWO, 3));
        IncursionRow row = incursions(RowKeys.byObject()).getFirst();
        assertThat(row.key()).isEqualTo("OWA_UAV");
        assertThat(row.objects()).isEqualTo(new Range(4L, null, 6L, 1));
    }

    @Test
    void what_is_not_asked_for_is_in_no_row() {
        raid(ref(ONE, 1));
        assertThat(AcrossCases.incursions(given, RowKeys.byMonth(), entry -> entry.countries().contains("PL"))).isEmpty();
    }
}
