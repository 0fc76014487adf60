package io.flankwatch.query.persons;

import io.flankwatch.events.ErasureGround;
import io.flankwatch.platform.persons.PersonDetails;
import io.flankwatch.platform.persons.PersonRole;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Schema(description = "What an entry has about a person: opened for analysts and supervisors who are members of the case; everybody else sees that there is something")
public record PersonShown(
        UUID personId,
        State state,
        @Schema(description = "Where it is OPEN") @Nullable PersonRole role,
        @Schema(description = "Where it is OPEN") @Nullable PersonDetails details,
        @Schema(description = "Where it is ERASED: who did it, when and why") @Nullable Erased erased) {

    /// Nothing of it comes into a log because somebody prints it.
    @Override
    public String toString() {
        return "PersonShown[" + personId + ", " + state + "]";
    }

    @Schema(description = "SEALED: not for this reader. OPEN: here it is. ERASED: for nobody any more. UNREADABLE: its key is lost, or it does not belong here")
    public enum State {
        SEALED,
        OPEN,
        ERASED,
        UNREADABLE
    }

    /// @param position of the event that says so
    public record Erased(ErasureGround ground, String article, String by, String client, Instant recordedAt, Instant appendedAt, long position) {}
}
