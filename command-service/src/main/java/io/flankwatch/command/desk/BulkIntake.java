package io.flankwatch.command.desk;

import io.flankwatch.command.desk.Bulk.Item;
import io.flankwatch.command.desk.Bulk.Result;
import io.flankwatch.command.desk.Bulk.Results;
import io.flankwatch.command.vocabulary.CaseCommand;
import io.flankwatch.command.vocabulary.CaseFileCommand.OpenCase;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.platform.access.Role;
import io.flankwatch.platform.json.Bodies;
import io.flankwatch.platform.problem.Problem;
import io.flankwatch.wire.Ids;
import io.flankwatch.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.node.ObjectNode;

/// Takes several commands of one request in: as one commit, or each on its own.
public final class BulkIntake {

    private final Desk desk;
    private final CommandKeys keys;

    BulkIntake(Desk desk, CommandKeys keys) {
        this.desk = desk;
        this.keys = keys;
    }

    ResponseEntity<Results> take(WriteRequest request) {
        Bulk bulk = Bodies.read(Bodies.tree(request.body()), Bulk.class);
        if (bulk.commands().size() > Bulk.MAX_COMMANDS) {
            throw new Refused(RefusalCode.TOO_LARGE, "a request has at most " + Bulk.MAX_COMMANDS + " commands");
        }
        List<Result> results = switch (bulk.mode()) {
            case ATOMIC -> atomic(request, bulk.commands());
            case EACH -> each(request, bulk.commands());
        };
        var answer = ResponseEntity.ok();
        results.stream()
                .map(Result::position)
                .filter(Objects::nonNull)
                .reduce(Math::max)
                .ifPresent(last -> answer.header("Ledger-Position", last.toString()));
        return answer.body(new Results(results));
    }

    private List<Result> atomic(WriteRequest request, List<Item> items) {
        UUID caseId = Objects.requireNonNull(request.caseId());
        var submissions = new ArrayList<Submission>();
        for (int i = 0; i < items.size(); i++) {
            try {
                submissions.add(submission(request, items.get(i), i));
            } catch (Refused refused) {
                throw Desk.inBulk(refused, i);
            }
        }
        if (request.dryRun()) {
            return desk.rehearse(
                    request.actor(), caseId, submissions, request.ifMatch(), outcome -> Result.of(DryRun.of(caseId, outcome)), refused -> {
                        throw refused;
                    });
        }
        return desk.submit(request.actor(), caseId, submissions, request.ifMatch()).stream().map(Result::of).toList();
    }

    /// A refused command leaves the others alone. `If-Match` is of the first.
    private List<Result> each(WriteRequest request, List<Item> items) {
        UUID caseId = Objects.requireNonNull(request.caseId());
        var results = new ArrayList<Result>();
        for (int i = 0; i < items.size(); i++) {
            Long expected = i == 0 ? request.ifMatch() : null;
            try {
                List<Submission> one = List.of(submission(request, items.get(i), i));
                results.add(
                        request.dryRun()
                                ? rehearsed(request, caseId, one, expected)
                                : Result.of(desk.submit(request.actor(), caseId, one, expected).getFirst()));
            } catch (Refused refused) {
                if (refused.code().status() >= 500) {
                    // What was recorded so far is found again under its keys; the rest may not even have been tried.
                    throw refused;
                }
                results.add(Result.of(Problem.of(refused, null, null)));
            }
        }
        return results;
    }

    private Result rehearsed(WriteRequest request, UUID caseId, List<Submission> one, @Nullable Long expected) {
        return desk.rehearse(
                        request.actor(), caseId, one, expected, outcome -> Result.of(DryRun.of(caseId, outcome)), refused -> {
                            throw refused;
                        })
                .getFirst();
    }

    private Submission submission(WriteRequest request, Item item, int index) {
        // Before the body is completed from the path: the fingerprint is of what the client sent.
        byte[] sent = item.idempotencyKey() == null ? request.body() : Json.MAPPER.writeValueAsBytes(item);
        CaseCommand command = command(request, item);
        String client = request.actor().clientId();
        String own = item.idempotencyKey();
        String key = request.key();
        if (own != null) {
            return new Submission(command, keys.commandId(client, own), true, keys.fingerprint(request, sent));
        }
        if (key != null) {
            // No header holds a line break, so this is no key that a client could send.
            return new Submission(command, keys.commandId(client, key + "\n" + index), true, keys.fingerprint(request, sent));
        }
        return new Submission(command, Ids.next(), false, new byte[0]);
    }

    private static CaseCommand command(WriteRequest request, Item item) {
        Class<? extends CaseCommand> type = CommandTypes.named(item.type());
        if (type == null) {
            throw new Refused(RefusalCode.MALFORMED, "there is no command " + item.type() + "; there are " + CommandTypes.all().keySet());
        }
        Role needed = CommandTypes.needs(type);
        if (!request.actor().roles().contains(needed)) {
            throw new Refused(RefusalCode.ROLE_MISSING, item.type() + " needs the role " + needed);
        }
        if (type == OpenCase.class && item.body() instanceof ObjectNode body) {
            UUID caseId = Objects.requireNonNull(request.caseId());
            if (!CommandBodies.caseId(body, caseId).equals(caseId)) {
                throw Refused.at("/caseId", RefusalCode.MALFORMED, "is not that of the path");
            }
        }
        return CommandBodies.read(item.body(), type, Map.of());
    }
}
