package io.flankwatch.command.desk;

import io.flankwatch.command.desk.Bulk.Item;
import io.flankwatch.command.desk.Bulk.Result;
import io.flankwatch.command.desk.Bulk.Results;
import io.flankwatch.command.vocabulary.CaseCommand;
import io.flankwatch.command.vocabulary.CaseFileCommand.OpenCase;
import io.flankwatch.command.vocabulary.Command;
import io.flankwatch.command.vocabulary.EntryCommand.RedactEntry;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.ops.Refusal;
import io.flankwatch.platform.access.Role;
import io.flankwatch.platform.json.Bodies;
import io.flankwatch.platform.problem.Problem;
import io.flankwatch.wire.Ids;
import io.flankwatch.wire.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Takes several commands of one request in: as one commit, or each on its own.
public final class BulkIntake {

    private static final Pattern COMMAND = Pattern.compile("/commands/(\\d+)(?=/|$)");

    private final Desk desk;
    private final CommandKeys keys;
    private final SealedBodies sealed;
    private final RefusedWrites refusedWrites;

    BulkIntake(Desk desk, CommandKeys keys, SealedBodies sealed, RefusedWrites refusedWrites) {
        this.desk = desk;
        this.keys = keys;
        this.sealed = sealed;
        this.refusedWrites = refusedWrites;
    }

    ResponseEntity<Results> take(WriteRequest request) {
        Bulk bulk = Bodies.read(Bodies.tree(request.body()), Bulk.class);
        if (bulk.commands().size() > Bulk.MAX_COMMANDS) {
            throw new Refused(RefusalCode.TOO_LARGE, "a request has at most " + Bulk.MAX_COMMANDS + " commands");
        }
        List<Result> results = switch (bulk.mode()) {
            case ATOMIC -> named(request, bulk.commands());
            case EACH -> request.dryRun() ? rehearseEach(request, bulk.commands()) : each(request, bulk.commands());
        };
        var answer = ResponseEntity.ok();
        results.stream()
                .map(Result::position)
                .filter(Objects::nonNull)
                .reduce(Math::max)
                .ifPresent(last -> answer.header("Ledger-Position", last.toString()));
        return answer.body(new Results(results));
    }

    /// The request as [SealedBodies#marked] has a single one. Only where commands have no other key.
    private byte[] sent(WriteRequest request) {
        if (request.key() == null || request.dryRun()) {
            return request.body();
        }
        JsonNode bulk = Bodies.tree(request.body());
        boolean marked = false;
        for (JsonNode command : bulk.path("commands").values()) {
            marked |= sealed.mark(command.path("body"), CommandTypes.named(command.path("type").asString("")));
        }
        return marked ? Json.MAPPER.writeValueAsBytes(bulk) : request.body();
    }

    private byte[] sent(Item item) {
        Item marked = new Item(item.type(), item.idempotencyKey(), item.body().deepCopy());
        var unused = sealed.mark(marked.body(), CommandTypes.named(item.type()));
        return Json.MAPPER.writeValueAsBytes(marked);
    }

    /// A refusal is of the command at fault, where there is one.
    private List<Result> named(WriteRequest request, List<Item> items) {
        try {
            return atomic(request, items);
        } catch (Refused refused) {
            if (items.size() == 1) {
                request.attempt().trying(items.getFirst().type());
            }
            refused.faults().stream().map(Refused.Fault::pointer).map(COMMAND::matcher).filter(Matcher::lookingAt).findFirst().ifPresent(
                    at -> request.attempt().trying(items.get(Integer.parseInt(at.group(1))).type()));
            throw refused;
        }
    }

    private List<Result> atomic(WriteRequest request, List<Item> items) {
        byte[] sent = sent(request);
        UUID caseId = Objects.requireNonNull(request.caseId());
        var submissions = new ArrayList<Submission>();
        var ids = new HashSet<UUID>();
        for (int i = 0; i < items.size(); i++) {
            try {
                Submission submission = submission(request, sent, items.get(i), i, true);
                if (!ids.add(submission.commandId())) {
                    throw new Refused(RefusalCode.MALFORMED, "an earlier command of the request has the same idempotencyKey");
                }
                submissions.add(submission);
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
    ///
    /// Where a store fails, what was recorded before is told all the same, and the rest is not tried.
    private List<Result> each(WriteRequest request, List<Item> items) {
        byte[] sent = sent(request);
        UUID caseId = Objects.requireNonNull(request.caseId());
        var results = new ArrayList<Result>();
        var refusals = new ArrayList<Refusal>();
        Refused failed = null;
        try {
            for (int i = 0; i < items.size(); i++) {
                try {
                    if (failed != null) {
                        throw new Refused(failed.code(), "not tried, because an earlier command failed");
                    }
                    List<Submission> one = List.of(submission(request, sent, items.get(i), i, false));
                    results.add(Result.of(desk.submit(request.actor(), caseId, one, i == 0 ? request.ifMatch() : null).getFirst()));
                } catch (Refused refused) {
                    if (refused.code().status() >= 500) {
                        failed = refused;
                    }
                    if (RefusedWrites.isByRule(refused)) {
                        request.attempt().trying(items.get(i).type());
                        refusals.add(request.attempt().refused(refused));
                    }
                    results.add(Result.of(Problem.of(refused, null, null)));
                }
            }
        } finally {
            refusedWrites.record(refusals);
        }
        return results;
    }

    /// Each sees what the ones before it would have recorded.
    private List<Result> rehearseEach(WriteRequest request, List<Item> items) {
        byte[] sent = sent(request);
        UUID caseId = Objects.requireNonNull(request.caseId());
        var results = new ArrayList<@Nullable Result>();
        var submissions = new ArrayList<Submission>();
        for (int i = 0; i < items.size(); i++) {
            try {
                submissions.add(submission(request, sent, items.get(i), i, false));
                results.add(null);
            } catch (Refused refused) {
                results.add(Result.of(Problem.of(refused, null, null)));
            }
        }
        var rehearsed = desk.rehearse(
                        request.actor(),
                        caseId,
                        submissions,
                        request.ifMatch(),
                        outcome -> Result.of(DryRun.of(caseId, outcome)),
                        refused -> Result.of(Problem.of(refused, null, null)))
                .iterator();
        return results.stream().map(result -> result == null ? rehearsed.next() : result).toList();
    }

    /// @param sent the whole request, as a fingerprint is made of it
    private Submission submission(WriteRequest request, byte[] sent, Item item, int index, boolean atomic) {
        // Before the body is completed from the path: the fingerprint is of what the client sent.
        byte[] own = item.idempotencyKey() == null || request.dryRun() ? sent : sent(item);
        CaseCommand command = command(request, item);
        String client = request.actor().clientId();
        String ownKey = item.idempotencyKey();
        String key = request.key();
        Integer place = atomic ? index : null;
        if (ownKey != null) {
            return new Submission(command, keys.commandId(client, ownKey), true, keys.fingerprint(request, own), place);
        }
        if (key != null) {
            return new Submission(command, keys.commandId(client, key, index), true, keys.fingerprint(request, own), place);
        }
        return new Submission(command, Ids.next(), false, new byte[0], place);
    }

    private CaseCommand command(WriteRequest request, Item item) {
        Class<? extends Command> named = CommandTypes.named(item.type());
        if (named == null) {
            throw new Refused(RefusalCode.MALFORMED, "there is no command " + item.type() + "; there are " + CommandTypes.all().keySet());
        }
        Role needed = CommandTypes.needs(named);
        if (!request.actor().roles().contains(needed)) {
            throw new Refused(RefusalCode.ROLE_MISSING, item.type() + " needs the role " + needed);
        }
        if (!CaseCommand.class.isAssignableFrom(named)) {
            throw new Refused(RefusalCode.MALFORMED, item.type() + " is not about a case, and sent on its own path only");
        }
        Class<? extends CaseCommand> type = named.asSubclass(CaseCommand.class);
        if (type == RedactEntry.class) {
            // What else is in one commit with it would be decided on what it takes out.
            throw new Refused(RefusalCode.MALFORMED, "a redaction is confirmed on its own path only");
        }
        if (type == OpenCase.class && item.body() instanceof ObjectNode body) {
            UUID caseId = Objects.requireNonNull(request.caseId());
            if (!CommandBodies.caseId(body, caseId).equals(caseId)) {
                throw Refused.at("/caseId", RefusalCode.MALFORMED, "is not that of the path");
            }
        }
        return sealed.read(item.body(), type, Map.of(), Objects.requireNonNull(request.caseId()), request.dryRun());
    }
}
