package io.flankwatch.events.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.CaseFileEvent.CaseOpened;
import io.flankwatch.events.Casualty;
import io.flankwatch.events.Condition;
import io.flankwatch.events.Entry;
import io.flankwatch.events.EntryEvent.EntriesLinked;
import io.flankwatch.events.EntryEvent.EntryReinstated;
import io.flankwatch.events.EntryEvent.EntryRetracted;
import io.flankwatch.events.EntryLink.Relation;
import io.flankwatch.events.EntryRecorded;
import io.flankwatch.events.EntryRecorded.CasualtyRecorded;
import io.flankwatch.events.EntryRecorded.DevelopmentRecorded;
import io.flankwatch.events.EntryRecorded.IncursionReported;
import io.flankwatch.events.EntryRecorded.ReactionRecorded;
import io.flankwatch.events.Marking;
import io.flankwatch.events.ObjectType;
import io.flankwatch.events.Place;
import io.flankwatch.events.Precision;
import io.flankwatch.events.Quantity;
import io.flankwatch.events.Reaction;
import io.flankwatch.events.Vector;
import io.flankwatch.events.Verification;
import io.flankwatch.events.When;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is passed over without a look at the other facts would have changed nothing: for random histories.
class MayFollowTest {

    private static final UUID CASE = new UUID(1, 1);
    private static final List<Condition> CONDITIONS = List.of(
            new Condition.IncursionsReach("RO", List.of(), 9, null),
            new Condition.IncursionsReach(null, List.of(ObjectType.MISSILE), 6, null),
            new Condition.CasualtiesReach(Casualty.Metric.KILLED, 7, null),
            new Condition.CasualtiesReach(Casualty.Metric.INJURED, 5, true),
            new Condition.SomebodyReacts("NATO", Reaction.Stance.CONDEMNS, null),
            new Condition.AllOf(List.of(
                    new Condition.IncursionsReach("PL", List.of(), 4, null), new Condition.SomebodyReacts("EU", null, Reaction.Act.STATEMENT))));

    private final List<UUID> entries = new ArrayList<>();
    private final List<UUID> superseded = new ArrayList<>();
    private Random random = new Random();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void what_can_not_follow_has_not_followed(long seed) {
        random = new Random(seed);
        Facts facts = new Facts();
        facts.take(CASE, 0, new CaseOpened(CASE, "t", null, Marking.GREEN, List.of(), List.of(), "ana", "ana", List.of()), Marking.GREEN);
        List<Condition> open = CONDITIONS;
        int passedOver = 0;
        for (int position = 1; position <= 120; position++) {
            CaseEvent event = random.nextInt(3) > 0 || entries.isEmpty() ? recorded() : about(entries.get(random.nextInt(entries.size())));
            facts.take(CASE, position, event, Marking.GREEN);
            List<Condition> fulfilled = CONDITIONS.stream().filter(condition -> isFulfilled(condition, facts)).toList();
            if (event instanceof EntryRecorded recorded) {
                for (Condition condition : open) {
                    if (!Fulfilment.mayFollow(condition, recorded)) {
                        passedOver++;
                        assertThat(fulfilled).as("after " + recorded).doesNotContain(condition);
                    }
                }
            }
            open = CONDITIONS.stream().filter(condition -> !fulfilled.contains(condition)).toList();
        }
        assertThat(passedOver).isGreaterThan(20);
        assertThat(open).as("some are fulfilled in the end").hasSizeLessThan(CONDITIONS.size());
    }

    private static boolean isFulfilled(Condition condition, Facts facts) {
        return Fulfilment.of(condition, new Fulfilment.Over(CASE, true), Marking.GREEN, facts.shown((caseId, marking) -> true), null) != null;
    }

    private CaseEvent about(UUID entry) {
        return switch (random.nextInt(4)) {
            case 0 -> new EntryRetracted(entry, "r");
            case 1 -> new EntryReinstated(entry, "r");
            default -> new EntriesLinked(entry, random.nextBoolean() ? Relation.SAME_INCIDENT : Relation.PART_OF, null, any(entries), null);
        };
    }

    private EntryRecorded recorded() {
        UUID about = entries.isEmpty() ? null : any(entries);
        Entry entry = entry();
        return switch (random.nextInt(6)) {
            case 0, 1 ->
                new IncursionReported(
                        entry, any(List.of(ObjectType.UAV, ObjectType.MISSILE)), null, atLeast(), List.of(), null, null, List.of(), List.of(), List.of());
            case 2, 3 ->
                new CasualtyRecorded(
                        entry,
                        about == null ? Casualty.Scope.CASE : Casualty.Scope.ENTRIES,
                        about == null ? List.of() : List.of(about),
                        any(List.of(Casualty.Metric.KILLED, Casualty.Metric.INJURED)),
                        atLeast(),
                        List.of(),
                        any(List.of(Casualty.Grade.CONFIRMED, Casualty.Grade.WEAK)));
            case 4 ->
                new ReactionRecorded(
                        entry, any(List.of("NATO", "EU", "UN")), null, null, null, null, any(List.of(Reaction.Stance.CONDEMNS, Reaction.Stance.WARNS)), Reaction.Act.STATEMENT);
            default -> new DevelopmentRecorded(entry);
        };
    }

    private Entry entry() {
        UUID id = new UUID(2, entries.size());
        UUID before = supersedes();
        entries.add(id);
        return new Entry(
                id,
                Vector.MILITARY,
                "t",
                null,
                new When(null, null, Precision.UNKNOWN, null, null, null),
                List.of(new Place(Place.Role.ENTRY, null, null, null, null, List.of(), any(List.of("RO", "PL")), null)),
                List.of(),
                "told",
                List.of(),
                Verification.UNVERIFIED,
                null,
                null,
                before,
                List.of());
    }

    /// Each entry is superseded once at most.
    private @Nullable UUID supersedes() {
        List<UUID> free = entries.stream().filter(id -> !superseded.contains(id)).toList();
        if (free.isEmpty() || random.nextInt(4) > 0) {
            return null;
        }
        UUID before = any(free);
        superseded.add(before);
        return before;
    }

    private Quantity atLeast() {
        return new Quantity((long) random.nextInt(4), null, null, null);
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
