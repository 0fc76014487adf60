package io.flankwatch.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.events.EntryEvent.EntryMarkingChanged;
import io.flankwatch.events.EntryEvent.EntryRevised;
import io.flankwatch.events.EntryRecorded.IncursionReported;
import io.flankwatch.events.Marking;
import io.flankwatch.events.ObjectType;
import io.flankwatch.events.Verification;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Entries of all cases, found by what another system calls them.
class ReferencesTest extends QueryApi {

    private final UUID one = UUID.randomUUID();
    private final UUID two = UUID.randomUUID();
    private final UUID entry = UUID.randomUUID();

    private static IncursionReported raid(UUID entryId) {
        return Told.raid(entryId, Told.day("1997-01-01"), ObjectType.OWA_UAV, List.of());
    }

    private static String asked(UUID entryId) {
        return "/entries?ref=raids:" + entryId;
    }

    @Test
    void an_entry_is_found_in_every_case_that_has_it() {
        CHRONICLE.append(one, Marking.GREEN, Told.opened(one, "t", Marking.GREEN), raid(entry));
        UUID other = UUID.randomUUID();
        long last = CHRONICLE.append(two, Marking.AMBER, Told.opened(two, "t", Marking.AMBER), raid(entry), raid(other));
        JsonNode found = read(TOKENS.analyst(), asked(entry), last).required("items");
        assertThat(texts(found, "caseId")).containsExactly(one.toString(), two.toString());
        assertThat(found.get(0).required("kind").asString()).isEqualTo("INCURSION");
        assertThat(found.get(0).at("/externalRefs/0/ref").asString()).isEqualTo(entry.toString());
        assertThat(found.get(1).required("marking").asString()).isEqualTo("AMBER");
        assertThat(read(TOKENS.analyst(), asked(entry) + "&ref=raids:" + other, last).required("items")).hasSize(3);

        HttpResponse<String> page = get(TOKENS.analyst(), asked(entry) + "&limit=1");
        assertThat(texts(ok(page).required("items"), "caseId")).containsExactly(one.toString());
        assertThat(texts(ok(get(TOKENS.analyst(), next(page))).required("items"), "caseId")).containsExactly(two.toString());
        assertThat(get(TOKENS.analyst(), next(page)).headers().firstValue("Link")).isEmpty();
    }

    @Test
    void a_reader_finds_what_they_may_see() {
        CHRONICLE.append(two, Marking.AMBER, Told.opened(two, "t", Marking.AMBER), raid(entry));
        long last = CHRONICLE.append(one, Marking.GREEN, Told.opened(one, "t", Marking.GREEN), raid(entry));
        JsonNode low = read(TOKENS.integrator(), asked(entry), last);
        assertThat(texts(low.required("items"), "caseId")).containsExactly(one.toString());
        assertThat(low.required("ceiling").asString()).isEqualTo("GREEN");
        CHRONICLE.append(one, Marking.AMBER, new EntryMarkingChanged(entry, null, Marking.AMBER, Marking.AMBER, List.of(), null));
        assertThat(ok(get(TOKENS.integrator(), asked(entry))).path("items")).isEmpty();
    }

    @Test
    void it_is_found_as_it_is_now() {
        IncursionReported raid = raid(entry);
        CHRONICLE.append(one, Marking.GREEN, Told.opened(one, "t", Marking.GREEN), raid);
        long last = CHRONICLE.append(one, Marking.GREEN, EntryRevised.of(raid, Told.corrected(raid, "better", Verification.CONFIRMED), "read again"));
        assertThat(read(TOKENS.analyst(), asked(entry), last).at("/items/0/title").asString()).isEqualTo("better");
    }

    @Test
    void what_is_asked_for_wrongly_is_refused() {
        assertThat(ok(get(TOKENS.analyst(), "/entries?ref=nobody:knows")).path("items")).isEmpty();
        for (String wrong : List.of("", "?ref=a:b&limit=0", "?ref=a:b&limit=501", "?ref=a:b&cursor=x", "?ref=a:b&asOf=0", "?reference=a:b")) {
            problem(get(TOKENS.analyst(), "/entries" + wrong), 400, "MALFORMED");
        }
    }
}
