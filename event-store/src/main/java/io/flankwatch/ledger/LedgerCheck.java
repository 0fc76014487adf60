package io.flankwatch.ledger;

import io.flankwatch.wire.Json;
import io.flankwatch.wire.Residues;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Reads the whole ledger, trusting the stored bytes and nothing beside them, and names the first position at which something does not follow from
/// them. Bytes that are not those of their leaf are right only as the residue that a redaction, itself one of the events, names. That somebody replaced bytes and hash together, it can't tell: signed checkpoints can.
public final class LedgerCheck {

    private static final int BATCH = 1_024;

    private final DataSource source;
    private final UUID ledgerId;
    private final Map<String, Long> versions = new HashMap<>();
    private final MessageDigest sha256;
    private long next;
    private Instant appendedAt = Instant.MIN;
    private @Nullable UUID command;
    private long commandEnds;
    private long commands;
    private int commitEnds;
    private int commitNext;
    private final Map<Long, String> residues = new HashMap<>();
    private final Set<Long> outstanding = new HashSet<>();

    /// @param positions  that were read and found right
    /// @param wrong      null where all is
    /// @param outstanding positions that a redaction names, and that still have what it takes out: the command-service takes it out when it starts
    /// @param unprotected what could be changed without being refused, in words; it says nothing about what was
    public record Report(long positions, @Nullable Wrong wrong, List<Long> outstanding, List<String> unprotected) {}

    public record Wrong(long position, String what) {}

    @SuppressWarnings("ArrayRecordComponent") // looked at, and thrown away
    private record Row(
            long position,
            UUID eventId,
            String stream,
            long streamVersion,
            String type,
            UUID commandId,
            byte[] bytes,
            byte[] leafHash,
            Instant appendedAt) {

        static Row of(ResultSet row) throws SQLException {
            return new Row(
                    row.getLong(1),
                    row.getObject(2, UUID.class),
                    row.getString(3),
                    row.getLong(4),
                    row.getString(5),
                    row.getObject(6, UUID.class),
                    row.getBytes(7),
                    row.getBytes(8),
                    Sql.instant(row, 9));
        }
    }

    private record Range(long first, int count) {}

    /// Found at the position at hand.
    private static final class Found extends Exception {

        private final long position;

        Found(long position, String what) {
            super(what, null, false, false);
            this.position = position;
        }
    }

    private LedgerCheck(DataSource source) {
        this.source = source;
        this.ledgerId = new LedgerReader(source).ledgerId();
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /// What there is when it begins; appending may go on.
    ///
    /// @param reader of any role that may read the ledger
    /// @throws StoreAway where the database does not answer
    public static Report run(DataSource reader) {
        LedgerCheck check = new LedgerCheck(reader);
        Wrong wrong = check.firstWrong();
        return new Report(check.next, wrong, check.outstanding.stream().sorted().toList(), Protection.missing(reader));
    }

    private @Nullable Wrong firstWrong() {
        long head = new LedgerReader(source).head();
        try {
            redactions(head);
            while (next <= head) {
                List<Row> rows = Sql.query(
                        source,
                        Row::of,
                        """
                        select position, event_id, stream, streamversion, type, command_id, bytes, leaf_hash, appended_at
                        from ledger.event where position >= ? and position <= ? order by position limit ?""",
                        next,
                        head,
                        BATCH);
                if (rows.isEmpty()) {
                    throw new Found(next, "is missing, and so is all up to " + head);
                }
                Map<UUID, Range> ranges = ranges(rows);
                for (Row row : rows) {
                    row(row, ranges);
                    next++;
                }
            }
            if (command != null && commandEnds != next) {
                throw new Found(next, "belongs to command " + command + " and is missing");
            }
            commandsWithoutEvents(head);
            return null;
        } catch (Found found) {
            return new Wrong(found.position, String.valueOf(found.getMessage()));
        }
    }

    private Map<UUID, Range> ranges(List<Row> rows) {
        record Named(UUID id, Range range) {}
        List<Named> found = Sql.query(
                source,
                row -> new Named(row.getObject(1, UUID.class), new Range(row.getLong(2), row.getInt(3))),
                "select id, first_position, count from ledger.command where id = any(?::uuid[])",
                (Object) rows.stream().map(row -> row.commandId().toString()).distinct().toArray(String[]::new));
        return found.stream().collect(Collectors.toMap(Named::id, Named::range));
    }

    private void row(Row row, Map<UUID, Range> ranges) throws Found {
        if (row.position() != next) {
            throw new Found(next, "is missing; " + row.position() + " follows");
        }
        leaf(row);
        if (row.appendedAt().isBefore(appendedAt)) {
            throw new Found(next, "appended_at is before that of the position before it");
        }
        bytes(row);
        if (row.streamVersion() != versions.getOrDefault(row.stream(), -1L) + 1) {
            throw new Found(next, "streamversion " + row.streamVersion() + " of " + row.stream() + " does not follow on");
        }
        versions.put(row.stream(), row.streamVersion());
        command(row, ranges.get(row.commandId()));
        appendedAt = row.appendedAt();
    }

    /// What every redaction up to the head names. That the redaction is itself as it was recorded, is checked when its own position is come to.
    private void redactions(long head) {
        @SuppressWarnings("ArrayRecordComponent") // looked at, and thrown away
        record Named(long redaction, String stream, byte[] bytes) {}
        List<Named> all = Sql.query(
                source,
                row -> new Named(row.getLong(1), row.getString(2), row.getBytes(3)),
                "select position, stream, bytes from ledger.event where type = '" + Residues.type() + "' and position <= ? order by position",
                head);
        for (Named named : all) {
            for (JsonNode residue : residuesOf(named.bytes())) {
                long position = residue.path("position").asLong(-1);
                if (position < named.redaction()) {
                    residues.put(position, named.stream() + " " + residue.path("sha256").asString(""));
                }
            }
        }
    }

    /// None where the bytes are not JSON: that is found at their own position.
    private static Iterable<JsonNode> residuesOf(byte[] bytes) {
        try {
            return Json.MAPPER.readTree(bytes).path("data").path("residues").values();
        } catch (JacksonException broken) {
            return List.of();
        }
    }

    private void leaf(Row row) throws Found {
        sha256.update((byte) 0);
        boolean asRecorded = Arrays.equals(sha256.digest(row.bytes()), row.leafHash());
        String residue = residues.get(next);
        boolean asRedacted = (row.stream() + " " + Residues.sha256(row.bytes())).equals(residue) && !row.type().equals(Residues.type());
        if (!asRecorded && !asRedacted) {
            throw new Found(next, residue == null ? "leaf_hash is not that of the bytes" : "the bytes are neither those of leaf_hash nor what a redaction left");
        }
        if (asRecorded && residue != null) {
            outstanding.add(next);
        }
    }

    private void bytes(Row row) throws Found {
        JsonNode json;
        try {
            json = Json.MAPPER.readTree(row.bytes());
        } catch (JacksonException broken) {
            throw new Found(next, "the bytes are not JSON: " + broken.getOriginalMessage());
        }
        same("event_id", row.eventId().toString(), json.path("id"));
        same("stream", row.stream(), json.path("subject"));
        same("stream", row.stream(), json.path("partitionkey"));
        same("streamversion", Long.toString(row.streamVersion()), json.path("streamversion"));
        same("type", row.type(), json.path("type"));
        same("command_id", row.commandId().toString(), json.path("commandid"));
        same("ledger_id", "urn:uuid:" + ledgerId, json.path("source"));
        int index = json.path("commitindex").asInt(-1);
        int size = json.path("commitsize").asInt(-1);
        if (commitNext == commitEnds) {
            commitNext = 0;
            commitEnds = size;
        } else if (!row.appendedAt().equals(appendedAt)) {
            throw new Found(next, "appended_at is not that of its commit");
        }
        if (index != commitNext || size != commitEnds) {
            throw new Found(next, "is event " + index + " of " + size + " of its commit, where " + commitNext + " of " + commitEnds + " is due");
        }
        commitNext++;
    }

    private void same(String column, String value, JsonNode inBytes) throws Found {
        if (!value.equals(inBytes.asString(""))) {
            throw new Found(next, column + " is " + value + ", in the bytes it is " + inBytes);
        }
    }

    private void command(Row row, @Nullable Range range) throws Found {
        if (range == null) {
            throw new Found(next, "command " + row.commandId() + " is not in the table of commands");
        }
        if (!row.commandId().equals(command)) {
            if (command != null && commandEnds != next) {
                throw new Found(next, "belongs to command " + command + " by the table of commands, and names " + row.commandId());
            }
            if (range.first() != next) {
                throw new Found(next, "begins command " + row.commandId() + ", which by the table of commands begins at " + range.first());
            }
            command = row.commandId();
            commandEnds = range.first() + range.count();
            commands++;
        } else if (next >= commandEnds) {
            throw new Found(next, "is beyond the last event of its command by the table of commands");
        }
    }

    private void commandsWithoutEvents(long head) throws Found {
        List<Long> cutOff = Sql.query(
                source,
                row -> row.getLong(1),
                """
                select c.first_position from ledger.command c
                where c.first_position > (select coalesce(max(e.position), -1) from ledger.event e) order by 1 limit 1""");
        if (!cutOff.isEmpty()) {
            throw new Found(cutOff.getFirst(), "is missing; by the table of commands it was stored");
        }
        long stored = Sql.query(source, row -> row.getLong(1), "select count(*) from ledger.command where first_position <= ?", head)
                .getFirst();
        if (stored != commands) {
            long first = Sql.query(
                            source,
                            row -> row.getLong(1),
                            """
                            select coalesce(min(c.first_position), -1) from ledger.command c
                            where c.first_position <= ? and not exists
                                (select from ledger.event e where e.position = c.first_position and e.command_id = c.id)""",
                            head)
                    .getFirst();
            throw new Found(first, "is named by a command that none of its events names");
        }
    }

    /// Whether the database refuses changes, as far as the catalogue tells.
    private static final class Protection {

        private Protection() {}

        static List<String> missing(DataSource reader) {
            List<String> missing = new ArrayList<>(Sql.query(
                    reader,
                    row -> row.getString(1),
                    """
                    select 'the trigger ' || w.name || ' on ' || w.in_schema || '.' || w.on_table || ' is missing, or does not fire always'
                    from (values ('ledger', 'event_only_grows', 'event'), ('ledger', 'event_becomes_its_residue', 'event'),
                                 ('ledger', 'command_only_grows', 'command'), ('ledger', 'head_stays', 'head'),
                                 ('ops', 'refusal_is_numbered', 'refusal'), ('ops', 'refusal_only_grows', 'refusal'), ('ops', 'head_stays', 'head'))
                        w(in_schema, name, on_table)
                    where to_regnamespace(w.in_schema) is not null and not exists (
                        select from pg_trigger t join pg_class c on c.oid = t.tgrelid
                        where t.tgname = w.name and c.relname = w.on_table and c.relnamespace = to_regnamespace(w.in_schema) and t.tgenabled = 'A')
                    union all
                    select 'the event trigger ' || w.name || ' is missing, or does not fire always'
                    from (values ('ledger_is_not_altered'), ('ledger_is_not_dropped')) w(name)
                    where not exists (select from pg_event_trigger t where t.evtname = w.name and t.evtenabled = 'A')
                    union all
                    select a.grantee::regrole || ' may ' || a.privilege_type || ' on ' || c.oid::regclass
                    from pg_class c, aclexplode(c.relacl) a
                    where c.relnamespace = 'ledger'::regnamespace and c.relkind = 'r' and a.privilege_type <> 'SELECT'
                        and a.grantee <> c.relowner
                    union all
                    select a.grantee::regrole || ' may ' || a.privilege_type || ' on ' || b.attrelid::regclass || '.' || b.attname
                    from pg_attribute b join pg_class c on c.oid = b.attrelid, aclexplode(b.attacl) a
                    where c.relnamespace = 'ledger'::regnamespace
                        and a.grantee <> (select f.proowner from pg_proc f where f.oid = to_regprocedure('ledger.redact(bigint, bytea)'))
                    union all
                    select m.member::regrole || ' may act as ' || m.roleid::regrole || ', which may redact'
                    from pg_auth_members m join pg_proc f on f.oid = to_regprocedure('ledger.redact(bigint, bytea)') and f.proowner = m.roleid
                    union all
                    select r.rolname || ' may redact, and log in'
                    from pg_roles r join pg_proc f on f.oid = to_regprocedure('ledger.redact(bigint, bytea)') and f.proowner = r.oid
                    where r.rolcanlogin and f.proowner <> (select c.relowner from pg_class c where c.oid = 'ledger.event'::regclass)"""));
            boolean guarded = Sql.query(reader, row -> row.getBoolean(1), "select to_regclass('ledger_guard.protected') is not null").getFirst();
            if (guarded) {
                missing.addAll(Sql.query(
                        reader,
                        row -> row.getString(1),
                        """
                        select 'not protected from its owner: ' || o.name
                        from (select 'pg_class'::regclass as class, c.oid, c.oid::regclass::text as name from pg_class c
                              where c.relnamespace in ('ledger'::regnamespace, to_regnamespace('ops')) and c.relname not like 'flyway%'
                              union all
                              select 'pg_proc'::regclass, f.oid, f.oid::regprocedure::text from pg_proc f
                              where f.pronamespace in ('ledger'::regnamespace, to_regnamespace('ops'))) o
                        where not exists (select from ledger_guard.protected p where p.classid = o.class and p.objid = o.oid)"""));
            }
            return List.copyOf(missing);
        }
    }
}
