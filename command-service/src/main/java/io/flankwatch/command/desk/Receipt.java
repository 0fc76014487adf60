package io.flankwatch.command.desk;

import io.flankwatch.command.vocabulary.Decision;
import io.flankwatch.command.vocabulary.Decision.Decided;
import io.flankwatch.command.vocabulary.Outcome;
import io.flankwatch.command.vocabulary.Subjects;
import io.flankwatch.command.vocabulary.Warning;
import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.Check;
import io.flankwatch.events.Marking;
import io.flankwatch.events.PersonEvent;
import io.flankwatch.wire.EventTypes;
import io.flankwatch.wire.Json;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The answer to a command that was recorded.
///
/// @param caseId     the case; absent where the command is about a person
/// @param entryId    the entry, source, indicator, hypothesis or assessment that the command is about; absent where it is the case itself
/// @param personId   the person, where the command is about one
/// @param version    of the case, or of what is recorded of the person, after the command
/// @param position   of the command's last event in the ledger
/// @param appendedAt when the ledger took it in
/// @param events     full types of the recorded events, in order, as far as who asked may see them
/// @param warnings   what the client should know; nothing is refused for them
/// @param commandId  to ask or retry with
/// @param replayed   true where the command had been recorded before under the same key
public record Receipt(
        @Nullable UUID caseId,
        @Nullable UUID entryId,
        @Nullable UUID personId,
        long version,
        long position,
        Instant appendedAt,
        List<String> events,
        List<Warning> warnings,
        UUID commandId,
        @Nullable Boolean replayed) {

    /// What is kept of an answer in the ledger; its place in the ledger is known only when it is there.
    ///
    /// @param events all of them: who may see which is decided when it is answered
    record Kept(
            int status,
            @Nullable UUID caseId,
            @Nullable UUID entryId,
            @Nullable UUID personId,
            String path,
            long version,
            List<KeptEvent> events,
            List<Warning> warnings) {

        Kept {
            events = Check.list(events, "events");
            warnings = Check.list(warnings, "warnings");
        }

        record KeptEvent(String type, Marking marking) {}

        static Kept of(UUID about, Outcome outcome) {
            Decision decision = outcome.decision();
            List<KeptEvent> events = decision.events().stream()
                    .map(decided -> new KeptEvent(EventTypes.nameOf(decided.event().getClass()), decided.marking()))
                    .toList();
            return switch (decision.events().get(decision.primary()).event()) {
                case CaseEvent primary ->
                    new Kept(
                            Subjects.creates(primary) ? 201 : 200,
                            about,
                            Subjects.of(primary),
                            null,
                            "/cases/" + about + Subjects.path(primary),
                            outcome.version(),
                            events,
                            decision.warnings());
                case PersonEvent person ->
                    new Kept(
                            200, null, null, person.personId(), "/persons/" + person.personId() + "/mentions", outcome.version(), events, decision.warnings());
            };
        }

        byte[] bytes() {
            return Json.MAPPER.writeValueAsBytes(this);
        }

        static Kept read(byte[] bytes) {
            return Json.MAPPER.readValue(bytes, Kept.class);
        }

        static List<String> types(List<Decided> shown) {
            return shown.stream().map(decided -> EventTypes.nameOf(decided.event().getClass())).toList();
        }

        List<String> types(Predicate<Marking> shown) {
            return events.stream().filter(event -> shown.test(event.marking())).map(KeptEvent::type).toList();
        }

        /// @param shown types of the events that who asks may see
        Answer at(UUID commandId, long lastPosition, Instant appendedAt, List<String> shown, boolean replayed) {
            return new Answer(
                    status,
                    path,
                    new Receipt(caseId, entryId, personId, version, lastPosition, appendedAt, shown, warnings, commandId, replayed ? true : null));
        }
    }

    /// A receipt with the status and the location that it is told with.
    record Answer(int status, String path, Receipt receipt) {}
}
