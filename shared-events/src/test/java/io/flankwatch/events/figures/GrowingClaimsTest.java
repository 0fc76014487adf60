package io.flankwatch.events.figures;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.events.Bounds;
import io.flankwatch.events.Casualty.Grade;
import io.flankwatch.events.Casualty.Metric;
import io.flankwatch.events.Casualty.Scope;
import io.flankwatch.events.EntryLink.Relation;
import io.flankwatch.events.figures.StandingClaims.Claim;
import io.flankwatch.events.figures.StandingClaims.Contribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrowingClaimsTest {

    private static final List<Grade> GRADES = List.of(Grade.values());
    private static final Bounds TWO = new Bounds(2L, 2L, 2L);

    private final List<Contribution> entries = new ArrayList<>();
    private final List<Incidents.Link<UUID>> links = new ArrayList<>();
    private final UUID site = UUID.randomUUID();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void figures_that_go_on_are_those_of_all_entries(long seed) {
        Random random = new Random(seed);
        GrowingClaims figures = anew();
        int wentOn = 0;
        for (int i = 0; i < 600; i++) {
            if (random.nextInt(40) == 0 && entries.size() > 3) {
                disturb(random);
                figures = anew();
            }
            Contribution entry = any(random);
            Optional<GrowingClaims> with = figures.and(entry);
            entries.add(entry);
            wentOn += with.isPresent() ? 1 : 0;
            figures = with.orElseGet(this::anew);
            assertThat(figures.figures()).as("seed %s, entry %s", seed, i).isEqualTo(anew().figures());
        }
        assertThat(wentOn).isBetween(200, 590);
    }

    @Test
    void a_claim_that_joins_two_groups_takes_all_entries_to_tell() {
        UUID other = UUID.randomUUID();
        entries.addAll(List.of(incident(site), incident(other), claim(Scope.ENTRIES, null, site), claim(Scope.ENTRIES, null, other)));

        assertThat(anew().and(claim(Scope.ENTRIES, null, site))).isPresent();
        assertThat(anew().and(claim(Scope.ENTRIES, null, site, other))).isEmpty();
    }

    @Test
    void a_claim_about_what_another_claim_is_about_by_way_of_a_link_takes_all_entries_to_tell() {
        UUID other = UUID.randomUUID();
        entries.addAll(List.of(incident(site), incident(other), claim(Scope.ENTRIES, null, site)));
        links.add(new Incidents.Link<>(site, Relation.SAME_INCIDENT, other));

        assertThat(anew().and(claim(Scope.ENTRIES, null, other))).isEmpty();
    }

    @Test
    void a_claim_about_the_case_or_of_a_grade_that_counts_apart_takes_all_entries_to_tell() {
        entries.addAll(List.of(incident(site), claim(Scope.ENTRIES, null, site)));

        assertThat(anew().and(claim(Scope.CASE, null))).isEmpty();
        assertThat(anew().and(claim(Scope.ENTRIES, Grade.CONFIRMED, site))).isEmpty();
        assertThat(anew().and(claim(Scope.ENTRIES, Grade.DISCOUNTED, site))).isEmpty();
        assertThat(anew().and(claim(Scope.ENTRIES, Grade.WEAK, site))).isPresent();
    }

    private GrowingClaims anew() {
        Standing standing = Standing.among(entries.stream()
                .map(entry -> new Standing.Link(entry.entryId(), entry.supersedes(), entry.retracted()))
                .toList());
        return GrowingClaims.of(entries, links, standing);
    }

    private Contribution any(Random random) {
        return switch (random.nextInt(12)) {
            case 0, 1, 2, 3 -> incident(UUID.randomUUID());
            case 4 -> new Contribution(UUID.randomUUID(), random.nextBoolean() ? one(random) : null, false, random.nextInt(3) == 0, null);
            case 5 -> claim(Scope.CASE, null);
            default -> claim(
                    random,
                    random.nextInt(6) == 0 ? GRADES.get(random.nextInt(GRADES.size())) : null,
                    random.ints(1 + random.nextInt(2), 0, 10).mapToObj(i -> i == 0 ? UUID.randomUUID() : one(random)).toArray(UUID[]::new));
        };
    }

    /// What is no addition: an entry that is retracted, or two that are linked.
    private void disturb(Random random) {
        if (random.nextBoolean()) {
            int which = random.nextInt(entries.size());
            Contribution entry = entries.get(which);
            entries.set(which, new Contribution(entry.entryId(), entry.supersedes(), !entry.retracted(), entry.falseAlarm(), entry.claim()));
        } else {
            links.add(new Incidents.Link<>(one(random), random.nextBoolean() ? Relation.SAME_INCIDENT : Relation.PART_OF, one(random)));
        }
    }

    /// The later ones more often: those that are not entangled yet.
    private UUID one(Random random) {
        if (entries.isEmpty()) {
            return UUID.randomUUID();
        }
        int back = Math.min(random.nextInt(entries.size()), random.nextInt(entries.size()));
        return entries.get(entries.size() - 1 - back).entryId();
    }

    private static Contribution incident(UUID id) {
        return new Contribution(id, null, false, false, null);
    }

    private static Contribution claim(Scope scope, @Nullable Grade grade, UUID... about) {
        return new Contribution(UUID.randomUUID(), null, false, false, new Claim(Metric.INJURED, scope, List.of(about), TWO, grade));
    }

    private static Contribution claim(Random random, @Nullable Grade grade, UUID... about) {
        Bounds bounds = new Bounds(random.nextBoolean() ? (long) random.nextInt(5) : null, null, random.nextInt(4) == 0 ? null : 5L + random.nextInt(5));
        Metric metric = random.nextBoolean() ? Metric.INJURED : Metric.KILLED;
        return new Contribution(UUID.randomUUID(), null, false, false, new Claim(metric, Scope.ENTRIES, List.of(about), bounds, grade));
    }
}
