package io.flankwatch.query.persons;

import static io.flankwatch.platform.access.Role.ANALYST;
import static io.flankwatch.platform.access.Role.AUDITOR;
import static io.flankwatch.platform.access.Role.INTEGRATOR;
import static io.flankwatch.platform.access.Role.SUPERVISOR;

import io.flankwatch.events.EntryKind;
import io.flankwatch.events.Marking;
import io.flankwatch.platform.access.Ceiling;
import io.flankwatch.platform.security.Needs;
import io.flankwatch.query.persons.MentionsDocument.Mention;
import io.flankwatch.query.persons.PersonShown.Erased;
import io.flankwatch.query.projection.Stored;
import io.flankwatch.query.projection.Views;
import io.flankwatch.query.reading.Answers;
import io.flankwatch.query.reading.CaseGate;
import io.flankwatch.query.reading.CaseGates;
import io.flankwatch.query.reading.CaseReads;
import io.flankwatch.query.reading.Paging;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Privacy")
class MentionsController {

    private static final int USUAL = 100;
    private static final int MAXIMUM = 500;

    private final PersonsView view;
    private final Views views;
    private final CaseReads reads;
    private final CaseGates gates;
    private final ErasedPersons erased;

    MentionsController(PersonsView view, Views views, CaseReads reads, CaseGates gates, ErasedPersons erased) {
        this.view = view;
        this.views = views;
        this.reads = reads;
        this.gates = gates;
        this.erased = erased;
    }

    @Schema(description = "An entry that has, or had, a sealed part about the person")
    record MentionShown(
            UUID caseId,
            UUID entryId,
            EntryKind kind,
            Marking marking,
            @Schema(description = "Of the event that mentioned the person first") long position,
            @Schema(description = "Of every event that has such a part") List<Long> positions,
            @Schema(description = "false: a correction of the entry has left the person out since") boolean current) {}

    /// @param position up to where the view has read the ledger
    /// @param ceiling  the clearance under which it was computed
    record MentionsShown(
            UUID personId,
            long position,
            String ceiling,
            @Schema(description = "Who erased the person, when and why; absent where nobody has") @Nullable Erased erased,
            List<MentionShown> items,
            @Nullable String next) {}

    @GetMapping("/persons/{personId}/mentions")
    @Needs({ANALYST, SUPERVISOR, AUDITOR, INTEGRATOR})
    @Operation(summary = "The entries that have something sealed about a person, of all cases that the reader may see, in the order recorded")
    ResponseEntity<MentionsShown> mentions(
            @PathVariable UUID personId,
            @Parameter(description = "From the Link header or `next` of the page before") @RequestParam(required = false) @Nullable String cursor,
            @Parameter(description = "1 to 500, usually 100") @RequestParam(required = false) @Nullable Integer limit,
            @Parameter(description = "Wait until the answer reflects at least this position") @RequestHeader(name = Answers.LEDGER_POSITION, required = false)
                    @Nullable Long ledgerPosition,
            @Parameter(hidden = true) Ceiling ceiling,
            HttpServletRequest request) {
        int size = Paging.limit(limit, USUAL, MAXIMUM);
        long after = cursor == null ? -1 : position(Paging.parts(cursor, 1).getFirst());
        long reached = reads.reached(view, ledgerPosition);
        List<MentionShown> rest = shown(personId, ceiling).stream()
                .filter(mention -> mention.position() > after)
                .sorted(Comparator.comparing(MentionShown::position))
                .toList();
        List<MentionShown> page = List.copyOf(rest.subList(0, Math.min(size, rest.size())));
        String next = rest.size() > page.size() ? Paging.cursor(Long.toString(page.getLast().position())) : null;
        var answer = new MentionsShown(
                personId, reached, ceiling.auditor() ? "AUDITOR" : ceiling.clearance().toString(), erased.find(personId), page, next);
        return Answers.list(request, answer, next, reached);
    }

    private List<MentionShown> shown(UUID personId, Ceiling ceiling) {
        List<MentionShown> shown = new ArrayList<>();
        List<Stored<MentionsDocument>> all = found(personId);
        Map<String, CaseGate> known = gates.find(all.stream().map(Stored::caseId).toList(), ceiling);
        for (Stored<MentionsDocument> found : all) {
            MentionsDocument entry = found.content();
            CaseGate gate = known.get(found.caseId());
            if (gate == null) {
                continue;
            }
            Marking marking = gate.today(entry.marking(), entry.entryId());
            if (gate.shows(marking)) {
                Mention mention = entry.mentions().stream().filter(each -> each.personId().equals(personId)).findFirst().orElseThrow();
                shown.add(new MentionShown(
                        UUID.fromString(found.caseId()),
                        entry.entryId(),
                        entry.kind(),
                        gate.effective(marking),
                        mention.positions().getFirst(),
                        mention.positions(),
                        mention.current()));
            }
        }
        return shown;
    }

    private List<Stored<MentionsDocument>> found(UUID personId) {
        return views.ask(view, collection -> collection
                .find(new Document(PersonsView.PERSONS, personId.toString()))
                .map(document -> Stored.read(document, MentionsDocument.class))
                .into(new ArrayList<>()));
    }

    private static long position(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException wrong) {
            throw Paging.malformed();
        }
    }
}
