package io.flankwatch.command.desk;

import io.flankwatch.command.desk.Receipt.Answer;
import io.flankwatch.command.vocabulary.CaseCommand;
import io.flankwatch.command.vocabulary.CaseFileCommand.OpenCase;
import io.flankwatch.command.vocabulary.Command;
import io.flankwatch.command.vocabulary.PersonCommand;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.platform.json.Bodies;
import io.flankwatch.wire.Ids;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What every write goes through: shape, key, version, rules, in this order.
public final class Intake {

    private final Desk desk;
    private final CommandKeys keys;
    private final SealedBodies sealed;

    Intake(Desk desk, CommandKeys keys, SealedBodies sealed) {
        this.desk = desk;
        this.keys = keys;
        this.sealed = sealed;
    }

    /// A command about the case of the path.
    public ResponseEntity<Object> take(WriteRequest request, Class<? extends CaseCommand> type) {
        UUID caseId = Objects.requireNonNull(request.caseId());
        CaseCommand command = sealed.read(body(request), type, request.names(), caseId, request.dryRun());
        byte[] sent = request.dryRun() ? request.body() : sealed.marked(request.body(), type);
        return answer(request, sent, caseId, command);
    }

    /// A command about the person of the path.
    public <C extends PersonCommand> AboutPerson takeAboutPerson(WriteRequest request, Class<C> type) {
        C command = CommandBodies.read(body(request), type, request.names());
        return new AboutPerson(command.personId(), answer(request, request.body(), command.personId(), command));
    }

    public record AboutPerson(UUID personId, ResponseEntity<Object> answer) {}

    /// The command that opens a case, which the path can't name yet.
    public ResponseEntity<Object> open(WriteRequest request) {
        if (!(body(request) instanceof ObjectNode body)) {
            throw Refused.at("", RefusalCode.MALFORMED, "must be a JSON object");
        }
        UUID fresh = Ids.next();
        UUID caseId = CommandBodies.caseId(body, fresh);
        if (!caseId.equals(fresh)) {
            request.attempt().about(caseId);
        }
        return answer(request, request.body(), caseId, CommandBodies.read(body, OpenCase.class, Map.of()));
    }

    private static JsonNode body(WriteRequest request) {
        return request.body().length == 0 ? JsonNodeFactory.instance.objectNode() : Bodies.tree(request.body());
    }

    /// @param sent what tells a repeat from another request
    private ResponseEntity<Object> answer(WriteRequest request, byte[] sent, UUID about, Command command) {
        if (request.dryRun()) {
            var unkeyed = new Submission(command, Ids.next(), false, new byte[0], null);
            return ResponseEntity.ok(desk.rehearse(
                            request.actor(), about, List.of(unkeyed), request.ifMatch(), outcome -> DryRun.of(about, outcome), refused -> {
                                throw refused;
                            })
                    .getFirst());
        }
        return answer(desk.submit(request.actor(), about, List.of(submission(request, sent, command)), request.ifMatch()).getFirst());
    }

    private Submission submission(WriteRequest request, byte[] sent, Command command) {
        String key = request.key();
        UUID id = key == null ? Ids.next() : keys.commandId(request.actor().clientId(), key);
        return new Submission(command, id, key != null, keys.fingerprint(request, sent), null);
    }

    private static ResponseEntity<Object> answer(Answer answer) {
        Receipt receipt = answer.receipt();
        return ResponseEntity.status(answer.status())
                .location(URI.create(answer.path()))
                .eTag("\"" + receipt.version() + "\"")
                .header("Ledger-Position", Long.toString(receipt.position()))
                .body(receipt);
    }
}
