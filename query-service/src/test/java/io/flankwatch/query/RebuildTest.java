package io.flankwatch.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flankwatch.events.LedgerEvent;
import io.flankwatch.events.Marking;
import io.flankwatch.query.projection.CaseView;
import io.flankwatch.query.projection.Fact;
import io.flankwatch.query.projection.Stumbling;
import io.flankwatch.wire.EventTypes;
import io.flankwatch.wire.Json;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.logging.LoggingSystem;
import tools.jackson.databind.JsonNode;

/// Views that are filled anew while they are read.
@Timeout(180)
class RebuildTest {

    private static final String SMALL_BATCHES = "--flankwatch.views.batch=50";

    private final Services services = new Services();
    private final ExecutorService others = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void close() {
        others.shutdownNow();
        services.close();
    }

    @Test
    void live_is_the_replay_is_what_a_rebuild_makes_is_what_comes_back_when_everything_was_dropped() {
        List<UUID> cases = services.histories(4, 150);
        try (var service = services.start(Map.of(), SMALL_BATCHES).untilReady()) {
            // The first filling was a scan; this comes live.
            cases.addAll(services.histories(3, 60));
            for (Class<? extends LedgerEvent> type : EventTypes.classes()) {
                assertThat(services.ledger.reader().streams(List.of(EventTypes.nameOf(type)), "", 1)).as(type.getSimpleName()).isNotEmpty();
            }
            String live = service.digests();
            assertEveryViewIsItsReplay(service, cases);

            String before = services.views.of("timeline").getNamespace().getCollectionName();
            rebuilt(service, "all");
            assertThat(service.digests()).isEqualTo(live);
            await("the old ones are dropped").until(() -> generations("timeline").size() == 1);
            assertThat(generations("timeline")).doesNotContain(before);
            assertEveryViewIsItsReplay(service, cases);

            services.views.dropEverything();
            await().atMost(Duration.ofSeconds(30)).until(() -> service.get(services.tokens.auditor(), "/views/digests").body().equals(live));
            assertEveryViewIsItsReplay(service, cases);
        }
    }

    private void assertEveryViewIsItsReplay(Services.Running service, List<UUID> cases) {
        for (CaseView view : service.service.getBeansOfType(CaseView.class).values()) {
            for (UUID caseId : cases) {
                List<Fact> facts = services.ledger.reader().stream(caseId.toString(), Long.MAX_VALUE).stream().map(Fact::of).toList();
                assertThat(live(view.name(), caseId)).as(view.name()).isEqualTo(texts(Stumbling.straight(view, facts)));
            }
        }
    }

    private Map<String, String> live(String view, UUID caseId) {
        Map<String, Document> live = new HashMap<>();
        services.views.of(view).find(new Document("caseId", caseId.toString())).forEach(document -> live.put(document.getString("_id"), document));
        return texts(live);
    }

    private static Map<String, String> texts(Map<String, Document> documents) {
        Map<String, String> texts = new HashMap<>();
        documents.forEach((id, document) -> texts.put(id, TestViews.text(document)));
        return texts;
    }

    private void rebuilt(Services.Running service, String name) {
        HttpResponse<String> begun = service.post(services.tokens.operator(), "/views/" + name + "/rebuild");
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
        service.untilRebuilt();
    }

    private List<String> generations(String view) {
        return services.views.database().listCollectionNames().into(new ArrayList<>()).stream().filter(name -> name.matches(view + "_v\\d+_\\d+_[0-9a-f]{8}")).toList();
    }

    @Test
    void every_read_is_answered_while_all_views_are_rebuilt_and_events_come_in() throws Exception {
        List<UUID> cases = services.histories(5, 80);
        try (var service = services.start(Map.of(), SMALL_BATCHES).untilReady()) {
            var going = new AtomicBoolean(true);
            List<Future<Long>> readers = new ArrayList<>();
            for (String path : List.of("/cases", "/cases/" + cases.getFirst() + "/timeline", "/cases/" + cases.getFirst(), "/figures/casualties?by=month", "/meetings", "/postures")) {
                readers.add(others.submit(() -> reads(service, path, going::get)));
            }
            Future<Long> writer = others.submit(() -> {
                long written = 0;
                while (going.get()) {
                    services.histories(1, 10);
                    written += 10;
                }
                return written;
            });
            for (int i = 0; i < 3; i++) {
                rebuilt(service, "all");
            }
            going.set(false);
            assertThat(writer.get()).isPositive();
            for (Future<Long> reader : readers) {
                assertThat(reader.get()).isPositive();
            }
            String live = service.digests();
            rebuilt(service, "all");
            assertThat(service.digests()).isEqualTo(live);
        }
    }

    private long reads(Services.Running service, String path, BooleanSupplier going) {
        long read = 0;
        long position = -1;
        while (going.getAsBoolean()) {
            HttpResponse<String> answer = service.get(services.tokens.auditor(), path);
            assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
            long now = Long.parseLong(answer.headers().firstValue("Ledger-Position").orElseThrow());
            read++;
            position = Math.max(position, now);
        }
        return read;
    }

    @Test
    void a_new_version_is_filled_while_the_old_one_serves_and_no_answer_mixes_them() throws Exception {
        List<UUID> cases = services.histories(5, 80);
        UUID caseId = cases.getFirst();
        Planted one = new Planted(1, "one");
        Planted two = new Planted(2, "two");
        try (var old = planted(one).untilReady()) {
            var going = new AtomicBoolean(true);
            Future<Long> reader = others.submit(() -> sees(old, caseId, "one", going::get));
            Future<?> writer = others.submit(() -> {
                while (going.get()) {
                    services.chronicle.append(caseId, Marking.GREEN, Told.development(UUID.randomUUID(), Told.UNKNOWN));
                    LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
                }
            });
            two.heldAt = 200;
            two.held = new CountDownLatch(1);
            try (var newer = planted(two)) {
                two.came.await();
                assertThat(newer.ready()).isFalse();
                assertThat(newer.get(services.tokens.auditor(), "/planted/" + caseId).statusCode()).isEqualTo(503);
                assertThat(state(newer, "planted")).isEqualTo("FILLING");
                assertThat(old.get(services.tokens.auditor(), "/cases/" + caseId + "/timeline").statusCode()).isEqualTo(200);
                two.held.countDown();
                newer.untilReady();
                Future<Long> another = others.submit(() -> sees(newer, caseId, "two", going::get));
                assertThat(generations("planted")).as("either process has its own").hasSize(2);
                going.set(false);
                writer.get();
                assertThat(reader.get()).isPositive();
                assertThat(another.get()).isPositive();
                old.stop();
                await("nobody folds the old one any more").atMost(Duration.ofSeconds(40)).until(() -> generations("planted").size() == 1);
                assertThat(generations("planted").getFirst()).startsWith("planted_v2_");
                assertThat(sees(newer, caseId, "two", () -> false)).isEqualTo(1);
            } finally {
                two.held.countDown();
            }
        }
    }

    private Services.Running planted(Planted view) {
        return planted(view, new Planted.Reading(view));
    }

    private Services.Running planted(Planted view, Planted.Reading reading) {
        Services.Running service = services.start(Map.of("planted", view), SMALL_BATCHES);
        reading.in(service);
        return service;
    }

    /// Reads once at least.
    private long sees(Services.Running service, UUID caseId, String stamp, BooleanSupplier going) {
        long read = 0;
        do {
            JsonNode both = QueryApi.ok(service.get(services.tokens.auditor(), "/planted/" + caseId));
            assertThat(both.at("/first/stamp").stringValue()).isEqualTo(stamp);
            assertThat(both.at("/second/stamp").stringValue()).isEqualTo(stamp);
            read++;
        } while (going.getAsBoolean());
        return read;
    }

    private static String state(Services.Running service, String view) {
        for (JsonNode each : service.views().required("views")) {
            if (each.required("view").stringValue().equals(view)) {
                return each.required("state").stringValue();
            }
        }
        throw new IllegalArgumentException(view);
    }

    @Test
    void an_answer_ends_with_the_documents_that_it_began_with() throws Exception {
        List<UUID> cases = services.developments(2, 40);
        Planted view = new Planted(1, "before");
        var reading = new Planted.Reading(view);
        try (var service = planted(view, reading).untilReady()) {
            service.digests();
            var between = new CountDownLatch(1);
            reading.between = between;
            Future<HttpResponse<String>> slow = others.submit(() -> service.get(services.tokens.auditor(), "/planted/" + cases.getFirst() + "?slowly=true"));
            reading.began.await();
            view.stamp = "after";
            rebuilt(service, "planted");
            await().until(() -> service.get(services.tokens.auditor(), "/planted/" + cases.getFirst()).body().equals("{\"first\":{\"stamp\":\"after\",\"events\":40},\"second\":{\"stamp\":\"after\",\"events\":40}}"));
            assertThat(generations("planted")).as("somebody still reads the old one").hasSize(2);
            between.countDown();
            assertThat(slow.get().body()).isEqualTo("{\"first\":{\"stamp\":\"before\",\"events\":40},\"second\":{\"stamp\":\"before\",\"events\":40}}");
            await().until(() -> generations("planted").size() == 1);
        }
    }

    @Test
    void a_rebuild_can_wait_go_on_and_be_given_up_while_its_views_are_read() throws InterruptedException {
        List<UUID> cases = services.developments(5, 80);
        Planted view = new Planted(1, "before");
        try (var service = planted(view).untilReady()) {
            String live = service.digests();
            String operator = services.tokens.operator();
            for (String verb : List.of("pause", "resume", "abort")) {
                QueryApi.problem(service.post(operator, "/views/rebuild/" + verb), 409, "NO_REBUILD");
            }
            QueryApi.problem(service.post(operator, "/views/nonsense/rebuild"), 404, "NO_SUCH_VIEW");
            view.stamp = "after";
            view.heldAt = 200;
            view.held = new CountDownLatch(1);
            assertThat(service.post(operator, "/views/planted/rebuild").statusCode()).isEqualTo(202);
            view.came.await();
            QueryApi.problem(service.post(operator, "/views/all/rebuild"), 409, "REBUILD_RUNNING");
            assertThat(state(service, "planted")).isEqualTo("REBUILDING");
            assertThat(QueryApi.ok(service.post(operator, "/views/rebuild/pause")).required("state").stringValue()).isEqualTo("PAUSED");
            view.held.countDown();
            JsonNode paused = await().until(() -> QueryApi.ok(service.get(operator, "/views/rebuild")), progress -> progress.required("position").asLong() >= 200);
            assertThat(paused.required("position").asLong()).isLessThan(260);
            assertThat(state(service, "planted")).isEqualTo("PAUSED");
            assertThat(service.ready()).isTrue();
            assertThat(sees(service, cases.getFirst(), "before", () -> false)).isEqualTo(1);

            QueryApi.ok(service.post(operator, "/views/rebuild/abort"));
            await("what was filled so far is dropped").until(() -> generations("planted").size() == 1);
            assertThat(service.digests()).isEqualTo(live);

            view.heldAt = 300;
            view.held = new CountDownLatch(1);
            assertThat(service.post(operator, "/views/all/rebuild").statusCode()).isEqualTo(202);
            assertThat(QueryApi.ok(service.post(operator, "/views/rebuild/pause")).required("views").size()).isGreaterThan(10);
            view.held.countDown();
            await().until(() -> QueryApi.ok(service.get(operator, "/views/rebuild")), progress -> progress.required("state").stringValue().equals("PAUSED"));
            QueryApi.ok(service.post(operator, "/views/rebuild/resume"));
            service.untilRebuilt();
            await().untilAsserted(() -> assertThat(sees(service, cases.getFirst(), "after", () -> false)).isEqualTo(1));
        }
    }

    @Test
    void a_process_that_dies_in_the_middle_leaves_a_rebuild_that_another_one_ends() throws Exception {
        List<UUID> cases = services.histories(5, 80);
        Planted dying = new Planted(1, "it");
        dying.heldAt = 210;
        dying.held = new CountDownLatch(1);
        Services.Running first = planted(dying);
        try {
            dying.came.await();
            first.close();
            Planted view = new Planted(1, "it");
            try (var second = planted(view).untilReady()) {
                assertThat(generations("planted")).hasSize(1);
                String filled = second.digests();
                // Whatever the first one had still to write, it comes too late.
                dying.held.countDown();
                second.digests();
                for (CaseView each : second.service.getBeansOfType(CaseView.class).values()) {
                    for (UUID caseId : cases) {
                        List<Fact> facts = services.ledger.reader().stream(caseId.toString(), Long.MAX_VALUE).stream().map(Fact::of).toList();
                        assertThat(live(each.name(), caseId)).as(each.name()).isEqualTo(texts(Stumbling.straight(each, facts)));
                    }
                }
                rebuilt(second, "all");
                assertThat(second.digests()).isEqualTo(filled);
            }
        } finally {
            dying.held.countDown();
        }
    }

    @Test
    void two_processes_share_the_work_and_both_change_over() throws ExecutionException, InterruptedException {
        services.histories(5, 80);
        // Two services that start at once in one process would set up one logging system at once.
        System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
        Future<Services.Running> starting = others.submit(() -> services.start(Map.of(), SMALL_BATCHES));
        try (var one = services.start(Map.of(), SMALL_BATCHES).untilReady();
                var two = starting.get().untilReady()) {
            assertThat(two.digests()).isEqualTo(one.digests());
            assertThat(generations("cases")).as("filled once").hasSize(1);
            List<String> before = generations("timeline");
            rebuilt(one, "all");
            services.histories(2, 30);
            assertThat(two.digests()).isEqualTo(one.digests());
            await("both read the new ones").until(() -> generations("timeline").size() == 1 && !generations("timeline").equals(before));
            String head = Long.toString(services.ledger.reader().head());
            for (Services.Running each : List.of(one, two)) {
                assertThat(each.get(services.tokens.auditor(), "/cases", "Ledger-Position", head).statusCode()).isEqualTo(200);
                assertThat(Json.MAPPER.readTree(each.digests()).required("views").size()).isGreaterThan(10);
            }
        } finally {
            System.clearProperty(LoggingSystem.SYSTEM_PROPERTY);
        }
    }
}
