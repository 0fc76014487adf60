package io.flankwatch.query.postures;

import static io.flankwatch.platform.access.Role.ANALYST;
import static io.flankwatch.platform.access.Role.AUDITOR;
import static io.flankwatch.platform.access.Role.INTEGRATOR;
import static io.flankwatch.platform.access.Role.SUPERVISOR;

import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.events.figures.Postures;
import io.flankwatch.platform.access.Ceiling;
import io.flankwatch.platform.security.Needs;
import io.flankwatch.query.postures.KnownProtocols.Known;
import io.flankwatch.query.postures.PosturesShown.ChangeShown;
import io.flankwatch.query.postures.PosturesShown.PostureShown;
import io.flankwatch.query.postures.PosturesShown.ProtocolShown;
import io.flankwatch.query.postures.PosturesShown.ProtocolsShown;
import io.flankwatch.query.postures.PosturesShown.Step;
import io.flankwatch.query.postures.ProtocolsDocument.Version;
import io.flankwatch.query.reading.Answers;
import io.flankwatch.query.reading.Asked;
import io.flankwatch.query.reading.CaseGate;
import io.flankwatch.query.reading.CaseReads;
import io.flankwatch.query.reading.CaseState;
import io.flankwatch.query.reading.Instants;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class PostureController {

    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

    private final PosturesView view;
    private final KnownProtocols protocols;
    private final CaseReads reads;

    PostureController(PosturesView view, KnownProtocols protocols, CaseReads reads) {
        this.view = view;
        this.protocols = protocols;
        this.reads = reads;
    }

    @GetMapping("/postures")
    @Needs({ANALYST, SUPERVISOR, AUDITOR, INTEGRATOR})
    @Tag(name = "Across cases")
    @Operation(summary = "What may be done to whom, by jurisdiction and target class: at a time in the world, as known at a position")
    ResponseEntity<PosturesShown> postures(
            @Parameter(description = "The time in the world; usually now") @RequestParam(required = false) @Nullable String at,
            @Parameter(description = "What was known then: a position or an instant") @RequestParam(required = false) @Nullable String asOf,
            @Parameter(description = "Wait until the answer reflects at least this position") @RequestHeader(name = Answers.LEDGER_POSITION, required = false)
                    @Nullable Long ledgerPosition,
            @Parameter(hidden = true) Ceiling ceiling,
            HttpServletRequest request) {
        return answer(null, at, new Asked(asOf, ledgerPosition), ceiling, request);
    }

    @GetMapping("/postures/{jurisdiction}")
    @Needs({ANALYST, SUPERVISOR, AUDITOR, INTEGRATOR})
    @Tag(name = "Across cases")
    @Operation(summary = "What may be done to whom over one jurisdiction; empty where nothing is known")
    ResponseEntity<PosturesShown> posture(
            @Parameter(description = "ISO 3166-1 alpha-2", example = "RO") @PathVariable String jurisdiction,
            @Parameter(description = "The time in the world; usually now") @RequestParam(required = false) @Nullable String at,
            @Parameter(description = "What was known then: a position or an instant") @RequestParam(required = false) @Nullable String asOf,
            @Parameter(description = "Wait until the answer reflects at least this position") @RequestHeader(name = Answers.LEDGER_POSITION, required = false)
                    @Nullable Long ledgerPosition,
            @Parameter(hidden = true) Ceiling ceiling,
            HttpServletRequest request) {
        if (!COUNTRY.matcher(jurisdiction).matches()) {
            throw new Refused(RefusalCode.MALFORMED, "a jurisdiction is two capital letters of ISO 3166-1, such as RO");
        }
        return answer(jurisdiction, at, new Asked(asOf, ledgerPosition), ceiling, request);
    }

    /// @param jurisdiction absent: any
    private ResponseEntity<PosturesShown> answer(
            @Nullable String jurisdiction, @Nullable String at, Asked asked, Ceiling ceiling, HttpServletRequest request) {
        Instant then = Objects.requireNonNullElseGet(Instants.parse(at, "at"), () -> Instant.now().truncatedTo(ChronoUnit.MILLIS));
        Long position = reads.asked(asked);
        long reached = reads.reached(view, position);
        Long knownAt = asked.asOf() == null ? null : position;
        List<Known> known = protocols.standing(ceiling, knownAt).stream()
                .filter(change -> jurisdiction == null || change.version().change().jurisdiction().equals(jurisdiction))
                .toList();
        List<PostureShown> items = Postures.at(then, known.stream().map(change -> change.version().change()).toList()).stream()
                .map(posture -> PostureShown.of(posture, known))
                .toList();
        String label = ceiling.auditor() ? "AUDITOR" : ceiling.clearance().toString();
        return Answers.list(request, new PosturesShown(then, knownAt, reached, label, reads.incomplete(ceiling, view), items), null, reached);
    }

    @GetMapping("/cases/{caseId}/protocols")
    @Needs({ANALYST, SUPERVISOR, AUDITOR, INTEGRATOR})
    @Tag(name = "Cases: reads")
    @Operation(summary = "The protocols of a case, each with its changes in the order recorded")
    ResponseEntity<ProtocolsShown> protocols(
            @PathVariable UUID caseId,
            @Parameter(description = "What was known then: a position or an instant") @RequestParam(required = false) @Nullable String asOf,
            @Parameter(description = "Wait until the answer reflects at least this position") @RequestHeader(name = Answers.LEDGER_POSITION, required = false)
                    @Nullable Long ledgerPosition,
            @Parameter(hidden = true) Ceiling ceiling,
            HttpServletRequest request) {
        CaseState state = reads.open(view, caseId, new Asked(asOf, ledgerPosition), ceiling);
        CaseGate gate = state.gate();
        List<Version> seen = state.find(PosturesView.protocols(gate.caseId()), ProtocolsDocument.class)
                .map(document -> KnownProtocols.seen(document, gate, null))
                .orElse(List.of());
        List<Version> standing = KnownProtocols.standing(seen);
        Map<UUID, List<Version>> byProtocol = seen.stream()
                .collect(Collectors.groupingBy(version -> version.change().protocolId(), LinkedHashMap::new, Collectors.toList()));
        List<ProtocolShown> items = byProtocol.entrySet().stream()
                .map(protocol -> shown(caseId, protocol.getKey(), protocol.getValue(), standing, gate))
                .toList();
        return Answers.of(state, request, new ProtocolsShown(caseId, state.position(), state.version(), gate.ceilingKey(), items));
    }

    private static ProtocolShown shown(UUID caseId, UUID protocolId, List<Version> changes, List<Version> standing, CaseGate gate) {
        Version last = changes.getLast();
        ChangeShown current = changes.stream()
                .filter(standing::contains)
                .reduce((_, later) -> later)
                .map(version -> ChangeShown.of(caseId, version.change(), version.recorded()))
                .orElse(null);
        return new ProtocolShown(
                protocolId,
                last.change().jurisdiction(),
                last.change().targetClass(),
                current,
                changes.stream()
                        .map(version -> Step.of(caseId, version, gate.effective(version.marking()), standing.contains(version)))
                        .toList());
    }
}
