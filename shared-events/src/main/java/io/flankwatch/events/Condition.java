package io.flankwatch.events;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.flankwatch.events.Protocol.TargetClass;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What makes an indicator met: a small closed language, evaluated over the standing entries of a case.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes(@JsonSubTypes.Type(value = Condition.ProtocolReaches.class, name = "protocolReaches"))
public sealed interface Condition {

    /// A protocol over the jurisdiction comes to at least this posture and at least this status.
    ///
    /// @param targetClass absent: any
    /// @param decidedBy   the meeting that must have decided it; absent: any or none
    record ProtocolReaches(
            String jurisdiction,
            Protocol.Posture posture,
            Protocol.Status status,
            @Nullable TargetClass targetClass,
            @Nullable UUID decidedBy)
            implements Condition {

        public ProtocolReaches {
            Country.code(jurisdiction, "jurisdiction");
            Check.required(posture, "posture");
            Check.that(posture != Protocol.Posture.UNKNOWN, "posture", "must be a step of the ladder");
            Check.required(status, "status");
            Check.that(status != Protocol.Status.RESCINDED, "status", "can't be reached by stepping up");
        }
    }
}
