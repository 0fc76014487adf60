package io.flankwatch.command.casefile;

import static io.flankwatch.command.casefile.CaseRows.A;
import static io.flankwatch.command.casefile.CaseRows.B;
import static io.flankwatch.command.casefile.CaseRows.C;
import static io.flankwatch.command.casefile.CaseRows.PROTOCOL;
import static io.flankwatch.command.casefile.CaseRows.development;
import static io.flankwatch.command.casefile.CaseRows.draft;
import static io.flankwatch.command.casefile.CaseRows.entry;
import static io.flankwatch.command.casefile.CaseRows.given;
import static io.flankwatch.command.casefile.CaseRows.happy;
import static io.flankwatch.command.casefile.CaseRows.refused;

import io.flankwatch.command.casefile.CaseRows.Row;
import io.flankwatch.command.vocabulary.EntryCommand.ChangeInterceptProtocol;
import io.flankwatch.events.EntryEvent.EntryRetracted;
import io.flankwatch.events.EntryRecorded.InterceptProtocolChanged;
import io.flankwatch.events.Protocol.Bound;
import io.flankwatch.events.Protocol.Posture;
import io.flankwatch.events.Protocol.Status;
import io.flankwatch.events.Protocol.TargetClass;
import io.flankwatch.events.Protocol;
import io.flankwatch.events.RefusalCode;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Intercept protocols.
final class ProtocolRows {

    private ProtocolRows() {}

    static void add(List<Row> rows) {
        rows.add(happy("a protocol takes its first state", given(), change(A, Posture.TRACK, Status.IN_FORCE, null), changed(A, Posture.TRACK, Status.IN_FORCE, null, null)));
        rows.add(happy(
                "the previous state is filled in",
                given(changed(A, Posture.TRACK, Status.IN_FORCE, null, null)),
                change(B, Posture.KINETIC_ENGAGE, Status.IN_FORCE, null),
                changed(B, Posture.KINETIC_ENGAGE, Status.IN_FORCE, null, state(Posture.TRACK, Status.IN_FORCE))));
        rows.add(happy(
                "a retracted change is not the previous state",
                given(
                        changed(A, Posture.TRACK, Status.IN_FORCE, null, null),
                        changed(B, Posture.WARN, Status.IN_FORCE, null, state(Posture.TRACK, Status.IN_FORCE)),
                        new EntryRetracted(B, "wrong")),
                change(C, Posture.KINETIC_ENGAGE, Status.IN_FORCE, null),
                changed(C, Posture.KINETIC_ENGAGE, Status.IN_FORCE, null, state(Posture.TRACK, Status.IN_FORCE))));
        rows.add(refused(
                "no change is no event",
                given(changed(A, Posture.TRACK, Status.IN_FORCE, null, null)),
                change(B, Posture.TRACK, Status.IN_FORCE, null),
                RefusalCode.NOTHING_CHANGED));
        rows.add(refused(
                "a step back needs a reason",
                given(changed(A, Posture.TRACK, Status.IN_FORCE, null, null)),
                change(B, Posture.TRACK, Status.PROPOSED, null),
                RefusalCode.REASON_REQUIRED));
        rows.add(happy(
                "to rescind needs none",
                given(changed(A, Posture.TRACK, Status.IN_FORCE, null, null)),
                change(B, Posture.TRACK, Status.RESCINDED, null),
                changed(B, Posture.TRACK, Status.RESCINDED, null, state(Posture.TRACK, Status.IN_FORCE))));
        rows.add(refused(
                "a protocol keeps its targets",
                given(changed(A, Posture.TRACK, Status.IN_FORCE, null, null)),
                new ChangeInterceptProtocol(
                        draft(B), PROTOCOL, "RO", TargetClass.CREWED_CIVIL, Posture.TRACK, Status.IN_FORCE, null, null, null, null, null, null, null, null),
                RefusalCode.PROTOCOL_MISMATCH));
        rows.add(refused(
                "a meeting decides, nothing else", given(development(B)), change(A, Posture.TRACK, Status.IN_FORCE, B), RefusalCode.NOT_A_MEETING));
    }

    static ChangeInterceptProtocol change(UUID id, Posture posture, Status status, @Nullable UUID decidedBy) {
        return new ChangeInterceptProtocol(
                draft(id), PROTOCOL, "RO", TargetClass.UNCREWED, posture, status, null, null, null, null, null, decidedBy, null, null);
    }

    static InterceptProtocolChanged changed(
            UUID id, Posture posture, Status status, @Nullable UUID decidedBy, Protocol.@Nullable State previous) {
        return new InterceptProtocolChanged(
                entry(id),
                PROTOCOL,
                "RO",
                TargetClass.UNCREWED,
                posture,
                status,
                null,
                null,
                Bound.unknown(),
                Bound.unknown(),
                List.of(),
                decidedBy,
                null,
                null,
                previous);
    }

    static Protocol.State state(Posture posture, Status status) {
        return new Protocol.State(posture, status, null, null, Bound.unknown(), Bound.unknown(), List.of());
    }
}
