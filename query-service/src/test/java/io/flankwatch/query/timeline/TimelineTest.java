package io.flankwatch.query.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.CaseFileEvent.CaseOpened;
import io.flankwatch.events.Entry;
import io.flankwatch.events.EntryEvent.EntryRetracted;
import io.flankwatch.events.EntryRecorded.DevelopmentRecorded;
import io.flankwatch.events.Marking;
import io.flankwatch.events.Precision;
import io.flankwatch.events.Vector;
import io.flankwatch.events.Verification;
import io.flankwatch.events.When;
import io.flankwatch.platform.access.CaseAccess;
import io.flankwatch.platform.access.Ceiling;
import io.flankwatch.query.projection.DocumentId;
import io.flankwatch.query.projection.Fact;
import io.flankwatch.query.projection.Replay;
import io.flankwatch.query.reading.CaseGate;
import io.flankwatch.query.reading.CaseState;
import io.flankwatch.query.timeline.Timeline.Order;
import io.flankwatch.query.timeline.Timeline.Question;
import io.flankwatch.wire.Envelope;
import io.flankwatch.wire.Ids;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TimelineTest {

    private final UUID caseId = UUID.randomUUID();
    private final List<Fact> facts = new ArrayList<>();
    private final UUID a = UUID.randomUUID();
    private final UUID b = UUID.randomUUID();
    private final UUID c = UUID.randomUUID();
    private Marking marking = Marking.CLEAR;

    TimelineTest() {
        happened(new CaseOpened(caseId, "t", null, Marking.CLEAR, List.of(), List.of(), null, "analyst", List.of()));
    }

    @Test
    void the_order_is_earliest_then_latest_then_position_and_what_has_no_time_comes_last() {
        recorded(a, null, null);
        recorded(b, "2026-05-02T00:00:00Z", "2026-05-03T00:00:00Z");
        UUID shorter = recorded(UUID.randomUUID(), "2026-05-02T00:00:00Z", "2026-05-02T01:00:00Z");
        UUID later = recorded(UUID.randomUUID(), "2026-05-02T00:00:00.5Z", "2026-05-02T00:00:01Z");
        UUID onlyLatest = recorded(UUID.randomUUID(), null, "2026-05-01T00:00:00Z");
        UUID same = recorded(UUID.randomUUID(), "2026-05-02T00:00:00Z", "2026-05-03T00:00:00Z");

        assertThat(ids(page(Order.OCCURRED, null, null))).containsExactly(onlyLatest, shorter, b, same, later, a);
        assertThat(ids(page(Order.RECORDED, null, null))).containsExactly(a, b, shorter, later, onlyLatest, same);
    }

    @Test
    void from_and_to_match_what_may_have_been_then() {
        UUID night = recorded(a, "2026-05-28T21:00:00Z", "2026-05-29T03:00:00Z");
        UUID sinceApril = recorded(b, "2026-04-01T00:00:00Z", null);
        UUID untilJune = recorded(c, null, "2026-06-01T00:00:00Z");
        UUID unknown = recorded(UUID.randomUUID(), null, null);

        assertThat(ids(page(Order.RECORDED, "2026-05-29T03:00:00Z", "2026-05-30T00:00:00Z"))).containsExactly(night, sinceApril, untilJune, unknown);
        assertThat(ids(page(Order.RECORDED, "2026-05-29T03:00:01Z", null))).containsExactly(sinceApril, untilJune, unknown);
        assertThat(ids(page(Order.RECORDED, null, "2026-03-01T00:00:00Z"))).containsExactly(untilJune, unknown);
        assertThat(ids(page(Order.RECORDED, "2026-07-01T00:00:00Z", null))).containsExactly(sinceApril, unknown);
    }

    @Test
    void of_entries_in_place_of_each_other_the_last_one_that_was_not_retracted_stands() {
        recorded(a, null, null);
        instead(b, a);
        instead(c, b);
        assertThat(standing()).containsExactly(c);
        retracted(b);
        assertThat(standing()).containsExactly(c);
        retracted(c);
        assertThat(standing()).containsExactly(a);
    }

    @Test
    void of_a_month_an_event_rewrites_a_part_only() {
        for (int i = 0; i < 400; i++) {
            recorded(UUID.randomUUID(), "2026-05-02T00:00:00Z", "2026-05-02T01:00:00Z");
        }
        List<String> parts = TimelineView.month(caseId.toString(), "2026-05").map(DocumentId::value).toList();
        List<Integer> lines = Replay.of(new TimelineView(), facts).read(parts, MonthDocument.class).values().stream()
                .map(part -> part.content().lines().size())
                .toList();

        assertThat(lines).hasSize(MonthDocument.PARTS).allSatisfy(count -> assertThat(count).isLessThan(100));
        assertThat(lines.stream().mapToInt(Integer::intValue).sum()).isEqualTo(400);
    }

    @Test
    void pages_of_a_case_of_many_months_are_told_from_the_first_months_with_enough_and_are_the_whole_in_slices() {
        Random random = new Random(1);
        for (int i = 0; i < 150; i++) {
            Instant start = Instant.parse("2020-01-31T00:00:00Z").plus(random.nextInt(900), ChronoUnit.DAYS);
            marking = random.nextInt(5) == 0 ? Marking.RED : Marking.CLEAR;
            recorded(UUID.randomUUID(), random.nextInt(10) == 0 ? null : start.toString(), random.nextInt(10) == 0 ? null : start.plusSeconds(60).toString());
        }
        for (Order order : Order.values()) {
            for (Ceiling ceiling : List.of(new Ceiling("analyst", Marking.RED, false), new Ceiling("analyst", Marking.GREEN, false))) {
                List<TimelineItem> whole = page(ceiling, order, null, null, null, 500).items();
                assertThat(whole).hasSize(150);
                for (int limit : List.of(1, 7, 40)) {
                    List<TimelineItem> slices = new ArrayList<>();
                    String cursor = null;
                    do {
                        Timeline.Page page = page(ceiling, order, null, null, cursor, limit);
                        slices.addAll(page.items());
                        cursor = page.next();
                    } while (cursor != null);
                    assertThat(slices).as("%s, %s at once", order, limit).isEqualTo(whole);
                }
            }
        }
        List<String> asked = new ArrayList<>();
        CaseState state = state(new Ceiling("analyst", Marking.RED, false));
        CaseState watched = new CaseState(state.gate(), state.fold(), ids -> {
            asked.addAll(ids);
            return state.documents().find(ids);
        }, state.position(), state.version());
        var unused = Timeline.page(watched, question(Order.OCCURRED, null, null, null, 3));
        assertThat(asked.stream().filter(id -> id.contains("/2020-02/"))).isNotEmpty();
        assertThat(asked.stream().filter(id -> id.contains("/2021-"))).isEmpty();
    }

    private void happened(CaseEvent event) {
        UUID command = Ids.next();
        facts.add(new Fact(
                facts.size(),
                Instant.EPOCH,
                "00",
                new Envelope(
                        Ids.next(), command, caseId.toString(), Instant.EPOCH, facts.size(), command, 0, 1, command, command, "analyst", "test",
                        marking, "", event)));
    }

    private UUID recorded(UUID id, @Nullable String earliest, @Nullable String latest) {
        return happened(id, earliest, latest, null);
    }

    private void instead(UUID id, UUID supersedes) {
        var unused = happened(id, null, null, supersedes);
    }

    private UUID happened(UUID id, @Nullable String earliest, @Nullable String latest, @Nullable UUID supersedes) {
        When occurred = new When(
                earliest == null ? null : Instant.parse(earliest),
                latest == null ? null : Instant.parse(latest),
                earliest == null && latest == null ? Precision.UNKNOWN : Precision.APPROXIMATE,
                null,
                null,
                null);
        happened(new DevelopmentRecorded(new Entry(
                id, Vector.MILITARY, null, null, occurred, List.of(), List.of(), "told", List.of(), Verification.UNVERIFIED, null, null, supersedes,
                List.of())));
        return id;
    }

    private void retracted(UUID id) {
        happened(new EntryRetracted(id, "wrong"));
    }

    private List<UUID> standing() {
        return page(Order.RECORDED, null, null).stream().filter(EntryShown::standing).map(EntryShown::entryId).toList();
    }

    private static List<UUID> ids(List<EntryShown> entries) {
        return entries.stream().map(EntryShown::entryId).toList();
    }

    private List<EntryShown> page(Order order, @Nullable String from, @Nullable String to) {
        return page(new Ceiling("analyst", Marking.RED, false), order, from, to, null, 100).items().stream().map(EntryShown.class::cast).toList();
    }

    private Timeline.Page page(
            Ceiling ceiling, Order order, @Nullable String from, @Nullable String to, @Nullable String cursor, int limit) {
        return Timeline.page(state(ceiling), question(order, from, to, cursor, limit));
    }

    private CaseState state(Ceiling ceiling) {
        CaseGate gate = new CaseGate(caseId.toString(), new CaseAccess(Marking.CLEAR, Set.of()), ceiling, 0, -1, (other, entry) -> false);
        return new CaseState(gate, "timeline/1", Replay.of(new TimelineView(), facts), facts.size() - 1, facts.size() - 1);
    }

    private static Question question(Order order, @Nullable String from, @Nullable String to, @Nullable String cursor, int limit) {
        return new Question(
                Set.of(),
                Set.of(),
                from == null ? null : Instant.parse(from),
                to == null ? null : Instant.parse(to),
                order,
                null,
                cursor,
                limit);
    }
}
