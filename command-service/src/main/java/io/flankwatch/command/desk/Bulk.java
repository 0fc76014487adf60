package io.flankwatch.command.desk;

import io.flankwatch.command.desk.DryRun.WouldRecord;
import io.flankwatch.command.vocabulary.Warning;
import io.flankwatch.events.Check;
import io.flankwatch.platform.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Several commands about one case in one request.
///
/// @param mode     ATOMIC: one commit, all or none. EACH: every command on its own
/// @param commands in the order in which they are to be carried out, at most 1,000
public record Bulk(Mode mode, List<Item> commands) {

    static final int MAX_COMMANDS = 1_000;

    public Bulk {
        Check.required(mode, "mode");
        commands = Check.list(Check.required(commands, "commands"), "commands");
        Check.that(!commands.isEmpty(), "commands", "must not be empty");
    }

    public enum Mode {
        ATOMIC,
        EACH
    }

    /// @param type           name of the command
    /// @param idempotencyKey the command's own; without it, the request's key and the command's place in it
    /// @param body           as in the command's own request, with the members that its path would give
    public record Item(String type, @Nullable String idempotencyKey, JsonNode body) {

        public Item {
            Check.text(type, "type");
            Check.optionalText(idempotencyKey, "idempotencyKey");
            Check.that(idempotencyKey == null || idempotencyKey.length() <= 255, "idempotencyKey", "has at most 255 characters");
            Check.required(body, "body");
        }
    }

    public record Results(List<Result> results) {}

    /// The answer to one command: what its own request would have been answered, or its problem. `wouldRecord` in dry runs only.
    public record Result(
            int status,
            @Nullable UUID caseId,
            @Nullable UUID entryId,
            @Nullable Long version,
            @Nullable Long position,
            @Nullable Instant appendedAt,
            @Nullable List<String> events,
            @Nullable List<Warning> warnings,
            @Nullable UUID commandId,
            @Nullable Boolean replayed,
            @Nullable List<WouldRecord> wouldRecord,
            @Nullable Problem problem) {

        static Result of(Receipt.Answer answer) {
            Receipt receipt = answer.receipt();
            return new Result(
                    answer.status(),
                    receipt.caseId(),
                    receipt.entryId(),
                    receipt.version(),
                    receipt.position(),
                    receipt.appendedAt(),
                    receipt.events(),
                    receipt.warnings(),
                    receipt.commandId(),
                    receipt.replayed(),
                    null,
                    null);
        }

        static Result of(DryRun dryRun) {
            return new Result(
                    200, dryRun.caseId(), null, dryRun.version(), null, null, null, dryRun.warnings(), null, null, dryRun.wouldRecord(), null);
        }

        static Result of(Problem problem) {
            return new Result(problem.status(), null, null, null, null, null, null, null, null, null, null, problem);
        }
    }
}
