package io.flankwatch.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.EntryEvent.EntryRedacted;
import io.flankwatch.events.EntryEvent.EntryRetracted;
import io.flankwatch.events.Marking;
import io.flankwatch.events.Redaction.Residue;
import io.flankwatch.ops.OpsMigration;
import io.flankwatch.ops.PersonKeys;
import io.flankwatch.wire.Ids;
import io.flankwatch.wire.Residues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.GenericMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/// A backup and a restore by the very commands of docs/operations.md.
@EnabledIf(value = "io.flankwatch.ledger.InstalledPostgres#isThere", disabledReason = InstalledPostgres.NOT_THERE)
class BackupTest {

    private static final String DATABASE = "flankwatch";
    private static final byte[] KEY = "a key that no backup of the ledger has".getBytes(UTF_8);
    private static final byte[] OTHER = {2};
    private static final String NAME = "Ștefan Exemplu";

    private final UUID person = UUID.randomUUID();
    private final UUID erased = UUID.randomUUID();
    private final String stream = Facts.newStream();

    @TempDir
    Path directory;

    @Test
    void what_the_document_says_brings_ledger_and_keys_back_and_the_migration_protects_them_again() throws Exception {
        try (var postgres = new InstalledPostgres(directory)) {
            created(postgres);
            DataSource service = postgres.as(TestLedger.SERVICE, DATABASE);
            var keys = new PersonKeys(postgres.as(TestLedger.OPS_WRITER, DATABASE));
            append(service, 0);
            redacted(service);
            assertThat(keys.key(person, KEY)).isEqualTo(KEY);
            keys.key(erased, KEY);
            keys.erase(erased, 2);
            UUID ledgerId = new LedgerReader(service).ledgerId();

            postgres.shell(commands("**Backups.**"));
            postgres.shell("pg_restore -f - ledger.dump");
            assertThat(postgres.output())
                    .contains("COPY ledger.event", hex("fact 0"))
                    .doesNotContain(hex(NAME), NAME, HexFormat.of().formatHex(KEY));
            execute(postgres.as("postgres", "postgres"), "drop database " + DATABASE + " with (force)");
            postgres.shell(commands("**Restoring.**"));

            assertThat(new LedgerReader(service).ledgerId()).isEqualTo(ledgerId);
            assertThat(LedgerCheck.run(service).unprotected()).anySatisfy(line -> assertThat(line).contains("not protected from its owner: ledger.event"));
            migrate(postgres);
            assertThat(LedgerCheck.run(service)).isEqualTo(new LedgerCheck.Report(5, null, List.of(), List.of()));
            assertThatThrownBy(() -> execute(postgres.as(TestLedger.OWNER, DATABASE), "drop table ledger.event")).hasMessageContaining("only grows");
            assertThatThrownBy(() -> execute(service, "delete from ledger.event")).hasMessageContaining("permission denied");
            assertThatThrownBy(() -> execute(postgres.as(TestLedger.REDACTOR, DATABASE), "select 1")).isInstanceOf(SQLException.class);

            // Things go on where they were: the next position, the same key, and none for whoever was erased.
            assertThat(append(service, 3)).isEqualTo(5);
            assertThat(keys.key(person, OTHER)).isEqualTo(KEY);
            assertThat(keys.key(erased, OTHER)).isNull();
        }
    }

    private long append(DataSource service, long version) {
        return Direct.append(service, Facts.append(new LedgerReader(service).ledgerId(), Ids.next(), stream, version, 3)).firstPosition();
    }

    /// A text that was recorded, and of which a part was taken out again.
    private static void redacted(DataSource service) {
        UUID entry = Ids.next();
        String stream = Facts.newStream();
        append(service, stream, 0, new EntryRetracted(entry, "told by " + NAME));
        LedgerEntry told = new LedgerReader(service).stream(stream, Long.MAX_VALUE).getFirst();
        Residue residue = Residues.of(new TreeMap<>(Map.of(told.position(), told.bytes())), entry, List.of("/reason")).getFirst();
        append(service, stream, 1, new EntryRedacted(entry, "a test", List.of("/reason"), "sue", List.of(residue)));
        new LedgerRedaction(service).settle(stream);
    }

    private static void append(DataSource service, String stream, long version, CaseEvent event) {
        UUID command = Ids.next();
        Commit commit = new Commit();
        commit.stage(List.of(new GenericDomainEventMessage<>(
                "case",
                stream,
                version,
                new GenericMessage<>(Ids.next().toString(), event, LedgerMetadata.of(command, command, command, "sam", "desk", Marking.AMBER)),
                Instant.now())));
        var unused = Direct.append(service, commit.encode(new LedgerReader(service).ledgerId(), new EnvelopeEventCodec()));
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(UTF_8));
    }

    private static void created(InstalledPostgres postgres) throws SQLException {
        DataSource administrator = postgres.as("postgres", "postgres");
        List<String> services = List.of(TestLedger.SERVICE, TestLedger.OPS_WRITER, TestLedger.OPS_READER, TestLedger.OPS_RECORDER);
        for (String role : services) {
            execute(administrator, "create role " + role + " login");
        }
        execute(administrator, "create role " + TestLedger.OWNER + " login");
        execute(administrator, "create role " + TestLedger.REDACTOR);
        execute(administrator, "create database " + DATABASE + " owner " + TestLedger.OWNER);
        execute(administrator, "revoke all on database " + DATABASE + " from public");
        execute(administrator, "grant connect on database " + DATABASE + " to " + String.join(", ", services));
        migrate(postgres);
    }

    private static void migrate(InstalledPostgres postgres) {
        DataSource administrator = postgres.as("postgres", DATABASE);
        DataSource owner = postgres.as(TestLedger.OWNER, DATABASE);
        LedgerBootstrap.open(administrator);
        LedgerMigration.run(owner, TestLedger.SERVICE, TestLedger.REDACTOR);
        OpsMigration.run(owner, TestLedger.OPS_WRITER, TestLedger.OPS_READER, TestLedger.OPS_RECORDER);
        LedgerBootstrap.protect(administrator);
    }

    /// The first ones of the document after a text.
    private static String commands(String after) throws IOException {
        String document = Files.readString(Path.of("..", "docs", "operations.md"));
        var block = Pattern.compile(Pattern.quote(after) + ".*?```sh\n(.*?)```", Pattern.DOTALL).matcher(document);
        assertThat(block.find()).as(after).isTrue();
        return block.group(1);
    }

    private static void execute(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
