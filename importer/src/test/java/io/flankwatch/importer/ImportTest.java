package io.flankwatch.importer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.events.Bounds;
import io.flankwatch.events.Quantity;
import io.flankwatch.importer.LoopbackLedger.Disturbance;
import io.flankwatch.wire.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ImportTest {

    private LoopbackLedger ledger;
    private String out = "";
    private String err = "";

    @BeforeEach
    void start() throws IOException {
        ledger = new LoopbackLedger();
    }

    @AfterEach
    void stop() {
        ledger.close();
    }

    @Test
    void a_file_is_recorded_and_a_second_run_records_nothing() {
        assertThat(run(fixture())).isZero();
        assertThat(figure("rows read")).isEqualTo(7);
        assertThat(figure("rows sent")).isEqualTo(7);
        assertThat(figure("rows rejected")).isZero();
        assertThat(figures("recorded now")).containsExactly(7, 17);
        assertThat(figure("cases")).isEqualTo(2);
        assertThat(figure("opened now")).isEqualTo(2);
        assertThat(figure("commands")).isEqualTo(17);
        assertThat(out).contains("column colour is not of the format and was left aside; rows that state it: 1").contains("commands/s");
        assertThat(ledger.recorded()).hasSize(17);

        assertThat(run(fixture())).isZero();
        assertThat(figure("rows sent")).isEqualTo(7);
        assertThat(figure("there already")).isEqualTo(7);
        assertThat(figures("recorded now")).containsExactly(0, 0);
        assertThat(figure("opened now")).isZero();
        assertThat(ledger.recorded()).hasSize(17);
    }

    @Test
    void a_month_has_a_case_with_its_rows_in_the_order_of_the_file() {
        run(fixture());

        List<JsonNode> cases = ledger.recorded().stream().filter(body -> body.has("caseId")).toList();
        assertThat(cases).extracting(body -> body.get("title").asString())
                .containsExactlyInAnyOrder("Incidents of March 2030 (incidents)", "Incidents of April 2030 (incidents)");
        JsonNode april = cases.stream().filter(body -> body.get("title").asString().contains("April")).findFirst().orElseThrow();
        assertThat(april.get("countries").toString()).isEqualTo("[\"RO\",\"UA\"]");
        assertThat(april.get("externalRefs").toString()).isEqualTo("[{\"system\":\"incidents\",\"ref\":\"2030-04\"}]");
        assertThat(april.get("summary").asString()).contains("UCDP Georeferenced Event Dataset", "CC BY 4.0");
        assertThat(ledger.recorded().stream()
                        .filter(command -> command.path("type").asString("").equals("RecordDevelopment"))
                        .map(command -> command.get("body").path("externalRefs").path(0).path("ref").asString("none"))
                        .filter(ref -> !ref.matches("90000[12]")))
                .containsExactly("900003", "900004", "900005", "none", "none");
    }

    @Test
    void whatever_is_cut_off_expired_or_overloaded_on_the_way_everything_is_recorded_once(@TempDir Path folder) throws IOException {
        Path file = manyRows(folder, 300);
        Disturbance[] all = Disturbance.values();
        ledger.disturbed(request -> request % 2 == 0 ? all[request / 2 % all.length] : Disturbance.NONE);

        assertThat(run(file, "--batch", "5", "--parallel", "3")).isZero();

        assertThat(figure("rows sent")).isEqualTo(300);
        assertThat(figures("recorded now").getFirst()).isGreaterThan(290);
        assertThat(ledger.recorded()).hasSize(6 + 300 + 300);
        assertThat(ledger.tokensIssued()).isGreaterThan(1);
        ledger.disturbed(_ -> Disturbance.NONE);
        assertThat(run(file)).isZero();
        assertThat(figure("there already")).isEqualTo(300);
        assertThat(ledger.recorded()).hasSize(6 + 300 + 300);
    }

    @Test
    void a_server_that_dies_and_comes_back_is_waited_for(@TempDir Path folder) throws IOException {
        Path file = manyRows(folder, 200);
        var died = new CompletableFuture<Void>();
        ledger.disturbed(request -> {
            if (request == 20) {
                died.complete(null);
                return Disturbance.CUT_AFTER;
            }
            return Disturbance.NONE;
        });
        CompletableFuture<Void> back = died.thenRunAsync(() -> {
            ledger.stop();
            ledger.forgetTokens();
            try {
                ledger.start();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        });

        assertThat(run(file, "--batch", "5")).isZero();

        back.join();
        assertThat(err).contains("does not answer", "trying again for up to 120 s", "answers again");
        assertThat(figure("rows sent")).isEqualTo(200);
        assertThat(ledger.recorded()).hasSize(6 + 200 + 200);
    }

    @Test
    void a_run_that_was_broken_off_is_gone_on_with(@TempDir Path folder) throws IOException {
        Path file = manyRows(folder, 100);
        ledger.disturbed(request -> request > 12 ? Disturbance.CUT_BEFORE : Disturbance.NONE);

        assertThat(run(file, "--batch", "5", "--patience", "1")).isEqualTo(2);
        assertThat(err).contains("stopped: tried for 1 s").contains("Run the same command again");
        int before = ledger.recorded().size();
        assertThat(before).isBetween(10, 205);

        ledger.disturbed(_ -> Disturbance.NONE);
        assertThat(run(file, "--batch", "7")).isZero();
        assertThat(ledger.recorded()).hasSize(6 + 100 + 100);
        assertThat(figures("recorded now").getLast()).isEqualTo(206 - before);
    }

    @Test
    void a_row_is_recorded_with_its_claim_or_not_at_all_and_holds_up_no_other() {
        ledger.refusing(command -> command.toString().contains("900003") && command.get("type").asString().equals("RecordCasualty") ? "NO_GOOD" : null);

        assertThat(run(fixture())).isEqualTo(1);
        assertThat(err).contains("line 3 (ref 900003): NO_GOOD: because of NO_GOOD");
        assertThat(ledger.recorded()).extracting(JsonNode::toString).noneMatch(recorded -> recorded.contains("900003"));
        assertThat(figure("rows rejected")).isEqualTo(1);
        assertThat(figure("rows sent")).isEqualTo(6);
    }

    @Test
    void a_row_that_makes_no_sense_to_the_server_holds_up_no_other() {
        ledger.refusing(command -> command.toString().contains("900004") ? "MALFORMED" : null);

        assertThat(run(fixture())).isEqualTo(1);
        assertThat(err).contains("line 4 (ref 900004): MALFORMED: because of MALFORMED");
        assertThat(figure("rows rejected")).isEqualTo(1);
        assertThat(figure("rows sent")).isEqualTo(6);
    }

    @Test
    void rows_that_cannot_be_sent_are_named_by_their_line(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("odd.ndjson");
        Files.writeString(file, "\uFEFF{\"occurredAt\":\"2030-01-01\",\"ref\":1}\r\n\r\nnot json\n{\"occurredAt\":null}\n"
                + "{\"occurredAt\":\"2030-01-02\",\"ref\":5,\"description\":\"" + "x".repeat(20_000) + "\"}\n{\"occurredAt\":\"2030-01-03\"}");

        assertThat(run(file)).isEqualTo(1);

        assertThat(err).contains("line 3: NOT_JSON", "line 4: NO_DATE: occurredAt is not stated", "line 5 (ref 5): TOO_LARGE");
        assertThat(figure("rows read")).isEqualTo(5);
        assertThat(figure("rows sent")).isEqualTo(2);
        assertThat(figure("rows rejected")).isEqualTo(3);
    }

    @Test
    void a_row_that_changed_since_it_was_recorded_is_rejected_and_not_recorded_again(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("changing.ndjson");
        Files.writeString(file, "{\"occurredAt\":\"2030-01-01\",\"ref\":1,\"low\":3}\n");
        assertThat(run(file)).isZero();
        Files.writeString(file, "{\"occurredAt\":\"2030-01-01\",\"ref\":1,\"low\":4,\"country\":\"Ukraine\"}\n{\"occurredAt\":\"2030-01-01\",\"ref\":2}\n");

        assertThat(run(file)).isEqualTo(1);

        assertThat(err).contains("line 1 (ref 1): KEY_REUSED");
        assertThat(figures("recorded now")).containsExactly(1, 1);
        assertThat(figure("opened now")).isZero();
    }

    @Test
    void without_a_token_it_says_so_and_stops() {
        assertThat(run(fixture(), "--secret", "wrong")).isEqualTo(2);
        assertThat(err).contains("no token for client analyst");
        assertThat(run(fixture(), "--token", "stale")).isEqualTo(2);
        assertThat(err).contains("does not take the token that was given");
        assertThat(ledger.recorded()).isEmpty();
    }

    @Test
    void a_dry_run_sends_nothing() {
        assertThat(run(fixture(), "--dry-run")).isZero();
        assertThat(out).contains("7 rows read; 2 cases, 7 incidents and 8 claims would be sent, 0 rows rejected; nothing was sent");
        assertThat(ledger.requests()).isZero();
    }

    @Test
    void the_command_line_is_checked() {
        assertThat(run(fixture(), "--help")).isZero();
        assertThat(out).contains("Usage:");
        assertThat(run(fixture(), "--bacth", "5")).isEqualTo(2);
        assertThat(err).contains("unknown option --bacth");
        assertThat(run(fixture(), "--batch=0")).isEqualTo(2);
        assertThat(run(Path.of("no-such-file"))).isEqualTo(2);
        assertThat(err).contains("there is no file no-such-file");
    }

    @Test
    void what_is_sent_comes_to_the_figures_that_the_file_has_by_itself() throws IOException {
        run(fixture());
        Map<String, String> months = new HashMap<>();
        Map<String, ExpectedFigures.Month> sent = new TreeMap<>();
        for (JsonNode command : ledger.recorded()) {
            JsonNode body = command.path("body");
            switch (command.path("type").asString("case")) {
                case "RecordDevelopment" -> {
                    String month = body.get("occurred").get("asStated").asString().substring(0, 7);
                    months.put(body.get("entryId").asString(), month);
                    sent.merge(month, new ExpectedFigures.Month(1, 0, 0, 0, 0), ImportTest::sum);
                }
                case "RecordCasualty" -> {
                    if (body.get("metric").asString().equals("KILLED")) {
                        Bounds bounds = Bounds.of(new Quantity(
                                number(body, "min"), number(body, "best"), number(body, "max"), body.path("asStated").asString("-")));
                        Long low = bounds.min();
                        Long high = bounds.max();
                        sent.merge(
                                months.get(body.get("about").get(0).asString()),
                                new ExpectedFigures.Month(0, 1, low == null ? 0 : low, high == null ? 0 : high, high == null ? 1 : 0),
                                ImportTest::sum);
                    }
                }
                default -> {}
            }
        }
        assertThat(sent).isEqualTo(ExpectedFigures.of(fixture()));
        assertThat(sent.get("2030-03")).isEqualTo(new ExpectedFigures.Month(2, 2, 7, 7, 1));
        assertThat(sent.get("2030-04")).isEqualTo(new ExpectedFigures.Month(5, 4, 4, 9, 3));
    }

    @Test
    void progress_is_told_in_rows() {
        Tally tally = new Tally(8);
        tally.row(2, 2);
        tally.row(2, 0);
        assertThat(Progress.bar(tally)).startsWith("[#######-----------------------]  25%  2 of 8 rows");
    }

    private static @Nullable Long number(JsonNode body, String bound) {
        return body.has(bound) ? body.get(bound).asLong() : null;
    }

    private static ExpectedFigures.Month sum(ExpectedFigures.Month one, ExpectedFigures.Month other) {
        return new ExpectedFigures.Month(
                one.incidents() + other.incidents(),
                one.claims() + other.claims(),
                one.low() + other.low(),
                one.high() + other.high(),
                one.openEnded() + other.openEnded());
    }

    private int run(Path file, String... options) {
        var outBytes = new ByteArrayOutputStream();
        var errBytes = new ByteArrayOutputStream();
        List<String> arguments = new ArrayList<>(List.of(file.toString(), "--server", ledger.url()));
        arguments.addAll(Arrays.asList(options));
        int code = Importer.run(arguments, Map.of(), new PrintStream(outBytes, true, UTF_8), new PrintStream(errBytes, true, UTF_8), false);
        out = outBytes.toString(UTF_8);
        err = errBytes.toString(UTF_8);
        return code;
    }

    private int figure(String name) {
        return figures(name).getFirst();
    }

    private List<Integer> figures(String name) {
        return out.lines()
                .filter(line -> line.strip().startsWith(name) && line.strip().substring(name.length()).matches("\\s+[\\d,]+"))
                .map(line -> Integer.valueOf(line.strip().substring(name.length()).strip().replace(",", "")))
                .toList();
    }

    private static Path fixture() {
        try {
            return Path.of(Objects.requireNonNull(ImportTest.class.getResource("incidents.ndjson")).toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Path manyRows(Path folder, int rows) throws IOException {
        Path file = folder.resolve("many.ndjson");
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < rows; i++) {
            lines.append(Json.MAPPER.createObjectNode()
                            .put("occurredAt", "2030-0%d-%02d".formatted(1 + i % 6, 1 + i % 28))
                            .put("ref", i)
                            .put("low", i)
                            .put("sourceOffice", "Agency")
                            .toString())
                    .append('\n');
        }
        return Files.writeString(file, lines);
    }
}
