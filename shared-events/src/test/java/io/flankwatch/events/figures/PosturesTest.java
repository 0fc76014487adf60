package io.flankwatch.events.figures;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.events.Protocol;
import io.flankwatch.events.Protocol.Bound;
import io.flankwatch.events.Protocol.Status;
import io.flankwatch.events.Protocol.TargetClass;
import io.flankwatch.events.figures.Postures.Change;
import io.flankwatch.events.figures.Postures.Posture;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PosturesTest {

    private static final Instant MAY = Instant.parse("2026-05-15T00:00:00Z");
    private static final Instant JUNE = Instant.parse("2026-06-15T00:00:00Z");
    private static final Bound FROM_JUNE = new Bound(Bound.Kind.AT, Instant.parse("2026-06-01T00:00:00Z"));
    private static final Bound UNKNOWN = Bound.unknown();
    private static final Bound OPEN = new Bound(Bound.Kind.OPEN, null);

    private final UUID passive = UUID.randomUUID();
    private final UUID kinetic = UUID.randomUUID();
    private long position;

    @Test
    void an_unknown_start_has_begun_and_an_unknown_end_has_not_come() {
        Change tracked = change(passive, Protocol.Posture.TRACK, Status.IN_FORCE, UNKNOWN, UNKNOWN, null);

        assertThat(at(MAY, tracked).inForce()).isEqualTo(tracked);
    }

    @Test
    void the_later_start_holds_once_it_has_come() {
        Change tracked = change(passive, Protocol.Posture.TRACK, Status.IN_FORCE, UNKNOWN, OPEN, null);
        Change engaged = change(kinetic, Protocol.Posture.KINETIC_ENGAGE, Status.IN_FORCE, FROM_JUNE, OPEN, null);

        assertThat(at(MAY, tracked, engaged).inForce()).isEqualTo(tracked);
        assertThat(at(MAY, tracked, engaged).beside()).as("still to come into force").containsExactly(engaged);
        assertThat(at(JUNE, tracked, engaged).inForce()).isEqualTo(engaged);
    }

    @Test
    void a_protocol_that_replaces_another_holds_over_it_whatever_their_starts() {
        Change tracked = change(passive, Protocol.Posture.TRACK, Status.IN_FORCE, FROM_JUNE, OPEN, null);
        Change engaged = change(kinetic, Protocol.Posture.KINETIC_ENGAGE, Status.IN_FORCE, UNKNOWN, OPEN, passive);

        assertThat(at(JUNE, engaged, tracked).inForce()).isEqualTo(engaged);
    }

    @Test
    void what_is_only_adopted_stands_beside() {
        Change tracked = change(passive, Protocol.Posture.TRACK, Status.IN_FORCE, UNKNOWN, UNKNOWN, null);
        Change adopted = change(kinetic, Protocol.Posture.KINETIC_ENGAGE, Status.ADOPTED, UNKNOWN, OPEN, passive);

        assertThat(at(JUNE, tracked, adopted).inForce()).isEqualTo(tracked);
        assertThat(at(JUNE, tracked, adopted).beside()).containsExactly(adopted);
    }

    @Test
    void a_later_change_of_the_same_protocol_says_what_it_is_from_its_start_on() {
        Change tracked = change(passive, Protocol.Posture.TRACK, Status.IN_FORCE, UNKNOWN, OPEN, null);
        Change engaged = change(passive, Protocol.Posture.KINETIC_ENGAGE, Status.IN_FORCE, FROM_JUNE, OPEN, null);
        Change ended = change(
                passive,
                Protocol.Posture.KINETIC_ENGAGE,
                Status.RESCINDED,
                FROM_JUNE,
                new Bound(Bound.Kind.AT, Instant.parse("2026-07-01T00:00:00Z")),
                null);

        assertThat(at(MAY, tracked, engaged, ended).inForce()).isEqualTo(tracked);
        assertThat(at(JUNE, tracked, engaged, ended).inForce()).isEqualTo(engaged);
        assertThat(at(Instant.parse("2026-07-02T00:00:00Z"), tracked, engaged, ended).inForce()).isNull();
    }

    @Test
    void a_rescission_of_unknown_time_leaves_nothing_in_force() {
        Change tracked = change(passive, Protocol.Posture.TRACK, Status.IN_FORCE, UNKNOWN, OPEN, null);
        Change ended = change(passive, Protocol.Posture.TRACK, Status.RESCINDED, UNKNOWN, UNKNOWN, null);

        assertThat(at(MAY, tracked, ended)).isEqualTo(new Posture("RO", TargetClass.UNCREWED, null, List.of()));
    }

    private static Posture at(Instant at, Change... changes) {
        List<Posture> postures = Postures.at(at, List.of(changes));
        assertThat(postures).hasSize(1);
        return postures.getFirst();
    }

    private Change change(
            UUID protocol, Protocol.Posture posture, Status status, Bound from, Bound until, @Nullable UUID replaces) {
        return new Change(
                position++,
                UUID.randomUUID(),
                protocol,
                "RO",
                TargetClass.UNCREWED,
                new Protocol.State(posture, status, null, null, from, until, List.of()),
                null,
                replaces);
    }
}
