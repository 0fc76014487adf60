package io.flankwatch.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.wire.Ids;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LedgerCheckTest {

    private TestLedger ledger;
    private String stream;

    @BeforeEach
    void open() {
        ledger = TestLedger.create();
        LedgerEngine engine = new LedgerEngine(ledger.reader(), ledger.writer());
        stream = Facts.newStream();
        for (int commit = 0; commit < 3; commit++) {
            var command = Ids.next();
            engine.appendEvents(List.of(
                    Facts.message(stream, 2L * commit, command), Facts.message(stream, 2L * commit + 1, command)));
        }
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void a_ledger_that_nobody_touched_is_right() {
        LedgerCheck.Report report = LedgerCheck.run(ledger.service());
        assertThat(report.wrong()).isNull();
        assertThat(report.positions()).isEqualTo(6);
        assertThat(command("check", ledger.jdbcUrl())).contains("right: 6 positions").endsWith("exit 0");
    }

    /// Each as somebody with all rights in the database would do it.
    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
            3 ; delete from ledger.event where position = 3                                                      ; is missing; 4 follows
            4 ; delete from ledger.event where position >= 4                                                     ; is missing
            2 ; update ledger.event set leaf_hash = sha256('x') where position = 2                               ; leaf_hash
            2 ; update ledger.event set bytes = bytes || ' ' where position = 2                                  ; leaf_hash
            1 ; update ledger.event set bytes = 'no json', leaf_hash = sha256('\\x00'::bytea || 'no json'::bytea) where position = 1 ; not JSON
            5 ; update ledger.event set event_id = gen_random_uuid() where position = 5                          ; event_id
            0 ; update ledger.event set stream = 'other', streamversion = 0 where position = 0                   ; stream
            5 ; update ledger.event set streamversion = 9 where position = 5                                     ; streamversion
            3 ; update ledger.event set type = 'io.flankwatch.moon.landed.v1' where position = 3                 ; type
            1 ; update ledger.event set command_id = gen_random_uuid() where position = 1                        ; command_id
            4 ; update ledger.event set appended_at = appended_at - interval '1 day' where position >= 4         ; appended_at
            1 ; update ledger.event set appended_at = appended_at + interval '1 day' where position >= 1         ; appended_at
            2 ; delete from ledger.command where first_position = 2                                              ; table of commands
            2 ; update ledger.command set first_position = 3 where first_position = 2                            ; table of commands
            3 ; update ledger.command set count = 1 where first_position = 2                                     ; table of commands
            2 ; update ledger.command set count = 3 where first_position = 0                                     ; table of commands
            4 ; insert into ledger.command select gen_random_uuid(), fingerprint, 4, 1, result from ledger.command limit 1 ; none of its events
            0 ; update ledger.head set ledger_id = gen_random_uuid()                                             ; ledger_id
            """)
    void what_was_touched_is_found_at_its_position(long position, String change, String what) throws SQLException {
        tamper(change);
        LedgerCheck.Wrong wrong = Objects.requireNonNull(LedgerCheck.run(ledger.service()).wrong());
        assertThat(wrong.what()).contains(what);
        assertThat(wrong.position()).isEqualTo(position);
        assertThat(command("check", ledger.jdbcUrl())).contains("WRONG at position " + position).endsWith("exit 1");
    }

    @Test
    void what_can_not_be_checked_is_not_called_right() {
        assertThat(command("check", "jdbc:postgresql://localhost:1/none")).contains("not checked").endsWith("exit 2");
        assertThat(command("chuck")).contains("usage").endsWith("exit 2");
    }

    @Test
    void a_ledger_that_could_be_changed_is_said_to_be_so() throws SQLException {
        try (Connection connection = ledger.superuser().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("drop event trigger ledger_is_not_altered");
        }
        assertThat(command("check", ledger.jdbcUrl())).contains("unprotected: the event trigger ledger_is_not_altered").endsWith("exit 3");
    }

    private void tamper(String change) throws SQLException {
        try (Connection connection = ledger.superuser().getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : List.of("event", "command", "head")) {
                statement.execute("alter table ledger." + table + " disable trigger user");
            }
            statement.execute(change);
        }
    }

    private static String command(String... arguments) {
        var out = new ByteArrayOutputStream();
        int exit = LedgerCommand.run(arguments, TestLedger.SERVICE, TestLedger.PASSWORD, new PrintStream(out, true, UTF_8));
        return out.toString(UTF_8) + "exit " + exit;
    }
}
