package io.flankwatch.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.events.CaseFileEvent.CaseMarkingChanged;
import io.flankwatch.events.EntryEvent.EntryReinstated;
import io.flankwatch.events.EntryEvent.EntryRetracted;
import io.flankwatch.events.EntryRecorded.InterceptProtocolChanged;
import io.flankwatch.events.Marking;
import io.flankwatch.events.Protocol.Bound;
import io.flankwatch.events.Protocol.Posture;
import io.flankwatch.events.Protocol.Status;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Postures at a time in the world, as known at a position: two axes, two parameters.
class PosturesTest extends QueryApi {

    private static final String EFFECTIVE = "2027-01-01T00:00:00Z";
    private static final String TODAY = "2026-06-01T00:00:00Z";
    private static final Bound FROM = new Bound(Bound.Kind.AT, Instant.parse(EFFECTIVE));

    private final UUID caseId = UUID.randomUUID();
    private final UUID tracking = UUID.randomUUID();
    private final UUID kinetic = UUID.randomUUID();
    private final UUID proposal = UUID.randomUUID();

    private static InterceptProtocolChanged over(String jurisdiction, InterceptProtocolChanged change) {
        return new InterceptProtocolChanged(
                change.entry(), change.protocolId(), jurisdiction, change.targetClass(), change.posture(), change.status(), change.authority(), null,
                change.effectiveFrom(), change.effectiveUntil(), List.of(), null, null, null, null);
    }

    private JsonNode posture(String token, String jurisdiction, String question, long position) {
        return read(token, "/postures/" + jurisdiction + question, position);
    }

    private long tracked(String jurisdiction, Marking marking) {
        return CHRONICLE.append(
                caseId,
                marking,
                Told.opened(caseId, "t", marking),
                over(jurisdiction, Told.protocol(UUID.randomUUID(), tracking, Posture.TRACK, Status.IN_FORCE, Bound.unknown())));
    }

    @Test
    void today_at_the_proposed_date_and_as_known_yesterday_are_three_answers() {
        long yesterday = tracked("EE", Marking.AMBER);
        long last = CHRONICLE.append(
                caseId, Marking.AMBER, over("EE", Told.protocol(proposal, kinetic, Posture.KINETIC_ENGAGE, Status.PROPOSED, FROM)));

        JsonNode today = posture(TOKENS.analyst(), "EE", "?at=" + TODAY, last).at("/items/0");
        assertThat(today.at("/inForce/posture").asString()).isEqualTo("TRACK");
        assertThat(today.at("/beside/0/posture").asString()).isEqualTo("KINETIC_ENGAGE");
        assertThat(today.at("/beside/0/status").asString()).isEqualTo("PROPOSED");
        assertThat(today.at("/beside/0/caseId").asString()).isEqualTo(caseId.toString());
        // What is proposed is not in force on the day for which it is proposed.
        assertThat(posture(TOKENS.analyst(), "EE", "?at=" + EFFECTIVE, last).at("/items/0/inForce")).isEqualTo(today.required("inForce"));
        JsonNode known = ok(get(TOKENS.analyst(), "/postures/EE?at=" + EFFECTIVE + "&asOf=" + yesterday)).at("/items/0");
        assertThat(known.at("/inForce/posture").asString()).isEqualTo("TRACK");
        assertThat(known.required("beside")).isEmpty();

        long decided = CHRONICLE.append(
                caseId, Marking.AMBER, over("EE", Told.protocol(UUID.randomUUID(), kinetic, Posture.KINETIC_ENGAGE, Status.IN_FORCE, FROM)));
        assertThat(posture(TOKENS.analyst(), "EE", "?at=" + TODAY, decided).at("/items/0/inForce/posture").asString()).isEqualTo("TRACK");
        assertThat(posture(TOKENS.analyst(), "EE", "?at=" + EFFECTIVE, decided).at("/items/0/inForce/posture").asString()).isEqualTo("KINETIC_ENGAGE");
        Instant then = LEDGER.reader().at(last).orElseThrow().appendedAt();
        for (String asOf : List.of(Long.toString(last), then.toString())) {
            JsonNode before = ok(get(TOKENS.analyst(), "/postures?at=" + EFFECTIVE + "&asOf=" + asOf));
            assertThat(before.required("asOf").asLong()).isEqualTo(last);
            assertThat(estonia(before).at("/inForce/posture").asString()).isEqualTo("TRACK");
            assertThat(estonia(before).at("/beside/0/status").asString()).isEqualTo("PROPOSED");
        }
        problem(get(TOKENS.analyst(), "/postures?asOf=999999999"), 400, "POSITION_BEYOND_HEAD");
        problem(get(TOKENS.analyst(), "/postures/estonia"), 400, "MALFORMED");
    }

    private static JsonNode estonia(JsonNode postures) {
        return postures.required("items").valueStream().filter(item -> item.required("jurisdiction").asString().equals("EE")).findFirst().orElseThrow();
    }

    @Test
    void corrections_change_what_is_known_from_then_on() {
        tracked("LV", Marking.AMBER);
        long proposed = CHRONICLE.append(
                caseId, Marking.AMBER, over("LV", Told.protocol(proposal, kinetic, Posture.KINETIC_ENGAGE, Status.IN_FORCE, Bound.unknown())));
        long retracted = CHRONICLE.append(caseId, Marking.AMBER, new EntryRetracted(proposal, "wrong"));
        assertThat(posture(TOKENS.analyst(), "LV", "", retracted).at("/items/0/inForce/posture").asString()).isEqualTo("TRACK");
        assertThat(ok(get(TOKENS.analyst(), "/postures/LV?asOf=" + proposed)).at("/items/0/inForce/posture").asString()).isEqualTo("KINETIC_ENGAGE");
        long again = CHRONICLE.append(caseId, Marking.AMBER, new EntryReinstated(proposal, "right"));
        assertThat(posture(TOKENS.analyst(), "LV", "", again).at("/items/0/inForce/posture").asString()).isEqualTo("KINETIC_ENGAGE");
        assertThat(ok(get(TOKENS.analyst(), "/postures/LV?asOf=" + retracted)).at("/items/0/inForce/posture").asString()).isEqualTo("TRACK");
    }

    @Test
    void a_case_shows_its_protocols_with_their_changes() {
        long yesterday = tracked("LT", Marking.AMBER);
        CHRONICLE.append(caseId, Marking.AMBER, over("LT", Told.protocol(proposal, kinetic, Posture.KINETIC_ENGAGE, Status.PROPOSED, FROM)));
        long last = CHRONICLE.append(
                caseId, Marking.AMBER, over("LT", Told.protocol(UUID.randomUUID(), kinetic, Posture.KINETIC_ENGAGE, Status.ADOPTED, FROM)),
                new EntryRetracted(proposal, "nobody proposed it"));
        JsonNode protocols = read(TOKENS.analyst(), "/cases/" + caseId + "/protocols", last).required("items");
        assertThat(protocols).hasSize(2);
        JsonNode second = protocols.get(1);
        assertThat(second.required("protocolId").asString()).isEqualTo(kinetic.toString());
        assertThat(second.at("/current/status").asString()).isEqualTo("ADOPTED");
        assertThat(texts(second.required("changes"), "standing")).containsExactly("false", "true");
        assertThat(ok(get(TOKENS.analyst(), "/cases/" + caseId + "/protocols?asOf=" + yesterday)).required("items")).hasSize(1);
    }

    @Test
    void postures_are_those_of_what_the_reader_may_see_then_and_now() {
        long open = tracked("PL", Marking.GREEN);
        long last = CHRONICLE.append(
                caseId, Marking.AMBER, over("PL", Told.protocol(proposal, kinetic, Posture.KINETIC_ENGAGE, Status.IN_FORCE, Bound.unknown())));
        JsonNode low = posture(TOKENS.integrator(), "PL", "", last);
        assertThat(low.required("ceiling").asString()).isEqualTo("GREEN");
        assertThat(low.at("/items/0/inForce/posture").asString()).isEqualTo("TRACK");
        assertThat(low.toString()).doesNotContain(kinetic.toString());
        assertThat(read(TOKENS.integrator(), "/cases/" + caseId + "/protocols", last).required("items")).hasSize(1);
        assertThat(posture(TOKENS.analyst(), "PL", "", last).at("/items/0/inForce/posture").asString()).isEqualTo("KINETIC_ENGAGE");

        CHRONICLE.append(caseId, Marking.AMBER, new CaseMarkingChanged(Marking.GREEN, Marking.AMBER, null));
        assertThat(ok(get(TOKENS.integrator(), "/postures/PL")).required("items")).isEmpty();
        assertThat(ok(get(TOKENS.integrator(), "/postures/PL?asOf=" + open)).required("items")).isEmpty();
        problem(get(TOKENS.integrator(), "/cases/" + caseId + "/protocols"), 404, "NO_SUCH_CASE");
    }
}
