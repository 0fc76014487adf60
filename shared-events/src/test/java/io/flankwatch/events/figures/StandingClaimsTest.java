package io.flankwatch.events.figures;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.events.Bounds;
import io.flankwatch.events.Casualty.Grade;
import io.flankwatch.events.Casualty.Metric;
import io.flankwatch.events.Casualty.Scope;
import io.flankwatch.events.Quantity;
import io.flankwatch.events.figures.StandingClaims.Claim;
import io.flankwatch.events.figures.StandingClaims.Contribution;
import io.flankwatch.events.figures.StandingClaims.Figure;
import io.flankwatch.events.figures.StandingClaims.LeftOut;
import io.flankwatch.events.figures.StandingClaims.MetricFigure;
import io.flankwatch.events.figures.StandingClaims.Range;
import io.flankwatch.events.figures.StandingClaims.Why;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StandingClaimsTest {

    private final UUID site = UUID.randomUUID();
    private final UUID otherSite = UUID.randomUUID();
    private final UUID third = UUID.randomUUID();
    private final Quantity several = new Quantity(null, null, null, "several");

    @Test
    void two_and_several_about_one_site_and_two_about_the_case_are_at_least_two_and_never_four() {
        Figure figure = figureOf(
                incident(site), claim(exactly(2), site), claim(several, site), aboutCase(exactly(2)));

        assertThat(figure.figure()).isEqualTo(new Range(2L, null, 2L, 1));
        assertThat(figure.sum()).isEqualTo(new Range(2L, null, null, 1));
        assertThat(figure.caseScope()).isEqualTo(new Range(2L, 2L, 2L, 0));
        assertThat(figure.groups()).isEqualTo(1);
    }

    @Test
    void claims_about_different_incidents_add_up() {
        assertThat(figureOf(incident(site), incident(otherSite), claim(exactly(2), site), claim(between(1, 4), otherSite)).figure())
                .isEqualTo(new Range(3L, 6L, 6L, 0));
    }

    @Test
    void claims_that_overlap_by_way_of_a_third_are_one_group() {
        Figure figure = figureOf(
                incident(site),
                incident(otherSite),
                incident(third),
                claim(exactly(2), site),
                claim(exactly(5), third),
                claim(between(4, 9), site, otherSite),
                claim(exactly(1), otherSite, third));

        assertThat(figure.groups()).isEqualTo(1);
        assertThat(figure.figure()).isEqualTo(new Range(1L, 9L, 9L, 0));
    }

    @Test
    void a_group_without_a_number_is_open_ended_and_adds_nothing_to_the_low_end() {
        assertThat(figureOf(incident(site), incident(otherSite), claim(several, site), claim(exactly(3), otherSite)).figure())
                .isEqualTo(new Range(3L, null, 3L, 1));
        assertThat(figureOf(incident(site), claim(several, site)).figure()).isEqualTo(new Range(null, null, null, 1));
    }

    @Test
    void a_maximum_below_the_minimum_is_no_maximum() {
        assertThat(figureOf(incident(site), claim(new Quantity(5L, 5L, 3L, null), site)).figure())
                .isEqualTo(new Range(5L, null, null, 1));
    }

    @Test
    void the_figure_is_the_wider_of_the_sum_and_what_is_said_about_the_whole_case() {
        assertThat(figureOf(incident(site), claim(exactly(3), site), aboutCase(between(1, 7))).figure())
                .isEqualTo(new Range(1L, 7L, 7L, 0));
        assertThat(figureOf(aboutCase(exactly(4))).figure()).isEqualTo(new Range(4L, 4L, 4L, 0));
    }

    @Test
    void what_does_not_count_is_named_with_its_reason() {
        Contribution first = claim(exactly(2), site);
        Contribution successor = new Contribution(UUID.randomUUID(), first.entryId(), false, false, first.claim());
        Contribution retracted = new Contribution(UUID.randomUUID(), null, true, false, first.claim());
        Contribution falseAlarm = new Contribution(UUID.randomUUID(), null, false, true, first.claim());
        Contribution discounted = claim(Grade.DISCOUNTED, exactly(50), site);
        Contribution aboutNothing = claim(exactly(7), otherSite);
        Contribution gone = new Contribution(otherSite, null, true, false, null);

        MetricFigure figure = StandingClaims.of(
                        List.of(incident(site), gone, first, successor, retracted, falseAlarm, discounted, aboutNothing))
                .getFirst();

        assertThat(figure.used()).containsExactly(successor.entryId());
        assertThat(figure.leftOut())
                .containsExactly(
                        new LeftOut(first.entryId(), Why.SUPERSEDED),
                        new LeftOut(retracted.entryId(), Why.RETRACTED),
                        new LeftOut(falseAlarm.entryId(), Why.FALSE_ALARM),
                        new LeftOut(discounted.entryId(), Why.DISCOUNTED),
                        new LeftOut(aboutNothing.entryId(), Why.ABOUT_NOTHING_STANDING));
    }

    @Test
    void a_claim_about_a_superseded_incident_is_about_its_successor() {
        Contribution successor = new Contribution(otherSite, site, false, false, null);

        Figure figure = figureOf(incident(site), successor, claim(exactly(2), site), claim(exactly(3), otherSite));

        assertThat(figure.groups()).isEqualTo(1);
        assertThat(figure.figure()).isEqualTo(new Range(2L, 3L, 3L, 0));
    }

    @Test
    void a_retracted_successor_gives_the_place_back() {
        Contribution first = claim(exactly(2), site);
        Contribution second = new Contribution(UUID.randomUUID(), first.entryId(), true, false, first.claim());

        assertThat(StandingClaims.of(List.of(incident(site), first, second)).getFirst().used()).containsExactly(first.entryId());

        Contribution third = new Contribution(UUID.randomUUID(), second.entryId(), false, false, first.claim());
        assertThat(StandingClaims.of(List.of(incident(site), first, second, third)).getFirst().used())
                .as("the last of the row stands, and only it")
                .containsExactly(third.entryId());
    }

    @Test
    void confirmed_claims_are_counted_apart() {
        MetricFigure figure = StandingClaims.of(
                        List.of(incident(site), claim(Grade.CONFIRMED, exactly(2), site), claim(Grade.WEAK, between(2, 9), site)))
                .getFirst();

        assertThat(figure.all()).isNotNull().extracting(Figure::figure).isEqualTo(new Range(2L, 9L, 9L, 0));
        assertThat(figure.confirmed()).isNotNull().extracting(Figure::figure).isEqualTo(new Range(2L, 2L, 2L, 0));
    }

    @Test
    void no_claim_is_no_figure() {
        assertThat(StandingClaims.of(List.of(incident(site)))).isEmpty();
    }

    private static Figure figureOf(Contribution... entries) {
        return Objects.requireNonNull(StandingClaims.of(List.of(entries)).getFirst().all());
    }

    private static Contribution incident(UUID id) {
        return new Contribution(id, null, false, false, null);
    }

    private static Contribution claim(Quantity stated, UUID... about) {
        return claim(null, stated, about);
    }

    private static Contribution claim(@Nullable Grade grade, Quantity stated, UUID... about) {
        return claim(Scope.ENTRIES, List.of(about), stated, grade);
    }

    private static Contribution aboutCase(Quantity stated) {
        return claim(Scope.CASE, List.of(), stated, null);
    }

    private static Contribution claim(Scope scope, List<UUID> about, Quantity stated, @Nullable Grade grade) {
        return new Contribution(
                UUID.randomUUID(), null, false, false, new Claim(Metric.INJURED, scope, about, Bounds.of(stated), grade));
    }

    private static Quantity exactly(long count) {
        return new Quantity(count, count, count, null);
    }

    private static Quantity between(long min, long max) {
        return new Quantity(min, null, max, null);
    }
}
