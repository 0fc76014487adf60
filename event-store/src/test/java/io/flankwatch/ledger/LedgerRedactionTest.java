package io.flankwatch.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.EntryEvent.EntryRedacted;
import io.flankwatch.events.EntryEvent.EntryRetracted;
import io.flankwatch.events.Marking;
import io.flankwatch.events.Redaction;
import io.flankwatch.events.Redaction.Residue;
import io.flankwatch.wire.Ids;
import io.flankwatch.wire.Residues;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.sql.Statement;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.GenericMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Text is taken out of stored events by way of a recorded redaction, and by no other.
class LedgerRedactionTest {

    private static final String NAME = "Ștefan Exemplu";
    private static final String REDACTED = "the ledger only grows: position 0 may become what a redaction of it names, and nothing else";

    private final UUID entry = Ids.next();
    private final String stream = Facts.newStream();
    private TestLedger ledger;
    private LedgerEngine engine;
    private LedgerRedaction redaction;

    @BeforeEach
    void open() {
        ledger = TestLedger.create();
        engine = new LedgerEngine(ledger.reader(), ledger.writer());
        redaction = new LedgerRedaction(ledger.service());
        append(0, new EntryRetracted(entry, "told by " + NAME));
        append(1, new EntryRetracted(Ids.next(), "another"));
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void what_a_redaction_names_is_taken_out_and_position_and_leaf_stay() {
        LedgerEntry before = ledger.reader().at(0).orElseThrow();
        append(2, redacted());
        assertThat(LedgerCheck.run(ledger.service())).extracting(LedgerCheck.Report::wrong, LedgerCheck.Report::outstanding).containsExactly(null, List.of(0L));

        redaction.settleAll();
        redaction.settleAll();

        LedgerEntry after = ledger.reader().at(0).orElseThrow();
        assertThat(new String(after.bytes(), UTF_8)).doesNotContain(NAME).contains(Redaction.BLANK).doesNotContain(before.envelope().salt());
        assertThat(after.leafHash()).isEqualTo(before.leafHash());
        assertThat(after.envelope().event()).isEqualTo(new EntryRetracted(entry, Redaction.BLANK));
        LedgerLeaf leaf = ledger.reader().leaves(-1, 1).getFirst();
        assertThat(leaf.bytes()).isEqualTo(after.bytes());
        assertThat(leaf.leafHash()).isEqualTo(after.leafHash());
        assertThat(LedgerCheck.run(ledger.service())).isEqualTo(new LedgerCheck.Report(3, null, List.of(), List.of()));
    }

    @Test
    void whoever_follows_the_ledger_does_not_have_it_from_memory_either() throws Exception {
        Duration soon = Duration.ofSeconds(10);
        try (LedgerTail tail = new LedgerTail(ledger.service())) {
            tail.start();
            assertThat(tail.awaitBeyond(0, soon)).isTrue();
            append(2, new EntryRetracted(entry, "followed by " + NAME));
            assertThat(tail.awaitBeyond(1, soon)).isTrue();
            assertThat(followed(tail, 2)).contains(NAME);
            append(3, new EntryRedacted(entry, "a test", List.of("/reason"), "sue", residues()));
            redaction.settle(stream);
            assertThat(tail.awaitBeyond(2, soon)).isTrue();
            assertThat(followed(tail, 2)).doesNotContain(NAME).contains(Redaction.BLANK);
            assertThat(followed(tail, 3)).contains("\"streamversion\":3");
        }
    }

    private static String followed(LedgerTail tail, long position) {
        return new String(tail.after(position - 1, 1).getFirst().bytes(), UTF_8);
    }

    /// A backup of the table alone, or a replica that fell behind.
    @Test
    void what_comes_back_is_taken_out_again() throws SQLException {
        LedgerEntry before = ledger.reader().at(0).orElseThrow();
        append(2, redacted());
        redaction.settle(stream);
        append(3, redacted());
        redaction.settle(stream);
        tamper("update ledger.event set bytes = decode('" + HexFormat.of().formatHex(before.bytes()) + "', 'hex') where position = 0");
        redaction.settleAll();
        assertThat(new String(ledger.reader().at(0).orElseThrow().bytes(), UTF_8)).doesNotContain(NAME);
        assertThat(LedgerCheck.run(ledger.service()).wrong()).isNull();
    }

    @Test
    void without_a_redaction_the_same_change_is_found() throws SQLException {
        byte[] left = Residues.of(ledger.reader().at(0).orElseThrow().bytes(), residue());
        tamper("update ledger.event set bytes = decode('" + HexFormat.of().formatHex(left) + "', 'hex') where position = 0");
        LedgerCheck.Wrong wrong = Objects.requireNonNull(LedgerCheck.run(ledger.service()).wrong());
        assertThat(wrong).isEqualTo(new LedgerCheck.Wrong(0, "leaf_hash is not that of the bytes"));
    }

    @Test
    void another_residue_than_the_one_named_is_found() throws SQLException {
        append(2, redacted());
        redaction.settleAll();
        tamper("update ledger.event set bytes = convert_to(replace(convert_from(bytes, 'UTF8'), '[redacted]', '[rewritten]'), 'UTF8') where position = 0");
        assertThat(Objects.requireNonNull(LedgerCheck.run(ledger.service()).wrong()))
                .isEqualTo(new LedgerCheck.Wrong(0, "the bytes are neither those of leaf_hash nor what a redaction left"));
    }

    @Test
    void the_service_can_put_nothing_else_in_the_place_of_an_event() {
        String rewritten = "select ledger.redact(0, convert_to('{}', 'UTF8'))";
        refused(ledger.service(), rewritten, REDACTED);
        append(2, redacted());
        refused(ledger.service(), rewritten, REDACTED);
        refused(ledger.service(), "select ledger.redact(2, convert_to('{}', 'UTF8'))", "position 2 may become");
        refused(ledger.service(), "update ledger.event set bytes = bytes", "permission denied");
    }

    /// The owner can't act as the role that redacts; who can (an administrator) is held to the residues all the same.
    @ParameterizedTest
    @ValueSource(strings = {
        "update ledger.event set bytes = bytes || ' ' where position = 0",
        "update ledger.event set bytes = 'x' where position = 1"
    })
    void whoever_redacts_is_held_to_what_is_recorded(String change) {
        append(2, redacted());
        refused(ledger.owner(), "set role " + TestLedger.REDACTOR + "; " + change, "permission denied to set role");
        refused(ledger.owner(), "create or replace function ledger.redact(place bigint, residue bytea) returns boolean language sql as 'select true'", "must be owner");
        refused(ledger.owner(), "alter table ledger.event disable trigger event_becomes_its_residue", "would change");
        refused(ledger.superuser(), "set role " + TestLedger.REDACTOR + "; " + change, "may become what a redaction of it names");
        refused(ledger.superuser(), "set role " + TestLedger.REDACTOR + "; update ledger.event set leaf_hash = sha256('x')", "permission denied");
    }

    @Test
    void who_could_redact_by_themselves_is_named() throws SQLException {
        execute(ledger.superuser(), "grant " + TestLedger.REDACTOR + " to " + TestLedger.OPS_READER);
        try {
            assertThat(LedgerCheck.run(ledger.service()).unprotected())
                    .containsExactly(TestLedger.OPS_READER + " may act as " + TestLedger.REDACTOR + ", which may redact");
        } finally {
            execute(ledger.superuser(), "revoke " + TestLedger.REDACTOR + " from " + TestLedger.OPS_READER);
        }
    }

    private EntryRedacted redacted() {
        return new EntryRedacted(entry, "a test", List.of("/reason"), "sue", List.of(residue()));
    }

    private Residue residue() {
        return residues().getFirst();
    }

    private List<Residue> residues() {
        var stored = new TreeMap<Long, byte[]>();
        ledger.reader().stream(stream, Long.MAX_VALUE).forEach(found -> stored.put(found.position(), found.bytes()));
        return Residues.of(stored, entry, List.of("/reason"));
    }

    private void append(long version, CaseEvent event) {
        UUID command = Ids.next();
        engine.appendEvents(List.of(new GenericDomainEventMessage<>(
                "case",
                stream,
                version,
                new GenericMessage<>(Ids.next().toString(), event, LedgerMetadata.of(command, command, command, "sam", "desk", Marking.AMBER)),
                Instant.now())));
    }

    /// As somebody with all rights in the database would do it.
    private void tamper(String change) throws SQLException {
        execute(ledger.superuser(), "alter table ledger.event disable trigger user; " + change + "; alter table ledger.event enable always trigger event_only_grows; "
                + "alter table ledger.event enable always trigger event_becomes_its_residue");
    }

    private static void execute(DataSource by, String sql) throws SQLException {
        try (Connection connection = by.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void refused(DataSource by, String sql, String message) {
        assertThatExceptionOfType(SQLException.class).isThrownBy(() -> execute(by, sql)).withMessageContaining(message);
    }
}
