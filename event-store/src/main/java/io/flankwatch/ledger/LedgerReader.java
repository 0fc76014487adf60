package io.flankwatch.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the ledger. Every call is one short transaction; all of them throw [StoreAway] where the database does not answer.
public final class LedgerReader {

    static final String ENTRY =
            "select position, appended_at, stream, streamversion, type, command_id, bytes, leaf_hash from ledger.event ";

    private static final String LEAF = "select position, appended_at, bytes, leaf_hash from ledger.event ";

    private static final Logger LOG = LoggerFactory.getLogger(LedgerReader.class);

    private final DataSource source;
    private volatile @Nullable UUID ledgerId;

    /// @param source of the services' role; its connections commit by themselves and are not read-only ([#positionAt] takes a lock)
    public LedgerReader(DataSource source) {
        this.source = source;
    }

    /// What the ledger is called in every envelope; made by its first migration.
    public UUID ledgerId() {
        UUID id = ledgerId;
        if (id == null) {
            id = Sql.query(source, row -> row.getObject(1, UUID.class), "select ledger_id from ledger.head").getFirst();
            ledgerId = id;
        }
        return id;
    }

    /// The last position; -1 while the ledger is empty.
    public long head() {
        return Sql.query(source, row -> row.getLong(1), "select coalesce((select max(position) from ledger.event), -1)").getFirst();
    }

    /// Up to `limit` entries after a position, in order. Fewer: the head has been reached.
    ///
    /// @param position exclusive; -1 for the beginning
    /// @throws LedgerGap where a position is missing
    public List<LedgerEntry> after(long position, int limit) {
        List<LedgerEntry> entries =
                Sql.query(source, LedgerReader::entry, ENTRY + "where position > ? order by position limit ?", position, limit);
        long expected = position + 1;
        for (LedgerEntry entry : entries) {
            if (entry.position() != expected++) {
                LedgerGap gap = new LedgerGap(expected - 1, entry.position());
                LOG.error("ALARM: {}", gap.getMessage());
                throw gap;
            }
        }
        return entries;
    }

    /// The same for whoever decodes all of them, at half the cost.
    ///
    /// @param position exclusive; -1 for the beginning
    /// @throws LedgerGap where a position is missing
    List<LedgerLeaf> leaves(long position, int limit) {
        List<LedgerLeaf> leaves = new ArrayList<>();
        List<Boolean> following = Sql.query(
                source,
                row -> LeafRows.read(row, position + leaves.size(), leaves),
                LeafRows.SELECT,
                (limit - 1) / LeafRows.ROW,
                position,
                position + limit,
                position);
        if (following.contains(false)) {
            throw missing(position, limit);
        }
        return leaves;
    }

    /// The same for whoever asks for what is new, again and again: at most [LeafRows#ROW].
    ///
    /// @param position exclusive; -1 for the beginning
    /// @throws LedgerGap where a position is missing
    List<LedgerLeaf> next(long position) {
        List<LedgerLeaf> leaves = new ArrayList<>();
        List<Boolean> following = Sql.query(
                source, row -> row.getBytes(1) == null || LeafRows.read(row, position, leaves), LeafRows.NEXT, position, LeafRows.ROW);
        if (following.contains(false)) {
            throw missing(position, LeafRows.ROW);
        }
        return leaves;
    }

    /// @return what is thrown if no entry is missing after all
    /// @throws LedgerGap that says which is missing
    private IllegalStateException missing(long position, int limit) {
        var unused = after(position, limit);
        return new IllegalStateException("entries after position " + position + " follow on by their rows, and do not together");
    }

    public Optional<LedgerEntry> at(long position) {
        return Sql.query(source, LedgerReader::entry, ENTRY + "where position = ?", position).stream().findFirst();
    }

    /// A stream from its beginning, in order.
    ///
    /// @param upToPosition inclusive; `Long.MAX_VALUE` for all of it
    public List<LedgerEntry> stream(String stream, long upToPosition) {
        return stream(stream, -1, upToPosition);
    }

    /// What comes after an event of a stream, in order.
    ///
    /// @param after        the version of that event; -1 for the beginning
    /// @param upToPosition inclusive; `Long.MAX_VALUE` for all of it
    public List<LedgerEntry> stream(String stream, long after, long upToPosition) {
        return Sql.query(
                source,
                LedgerReader::entry,
                ENTRY + "where stream = ? and streamversion > ? and position <= ? order by streamversion",
                stream,
                after,
                upToPosition);
    }

    /// The events of some types of a stream, in order: by one look-up in an index for each type, however many others the stream has.
    ///
    /// `(select ?)` keeps the stream's name from the planner. Where it knows that most of the ledger is of this stream it would go through all of the ledger
    /// for each type, since it takes every type to be as frequent as the others.
    ///
    /// @param types        full names (`io.flankwatch.case.opened.v1`)
    /// @param upToPosition inclusive; `Long.MAX_VALUE` for all of them
    public List<LedgerEntry> stream(String stream, Collection<String> types, long upToPosition) {
        return Sql.query(
                source,
                LedgerReader::entry,
                """
                select found.*
                from unnest(?::text[]) as wanted(type), lateral (
                    select e.position, e.appended_at, e.stream, e.streamversion, e.type, e.command_id, e.bytes, e.leaf_hash
                    from ledger.event e
                    where e.stream = (select ?::text) and e.type = wanted.type and e.position <= ?
                    order by e.position offset 0) as found
                order by found.streamversion""",
                types.toArray(String[]::new),
                stream,
                upToPosition);
    }

    /// What whoever reads of a stream needs to know of it first, by one statement, so that all of it is of one moment.
    ///
    /// @param head    the ledger's last position
    /// @param last    the last event of the stream; absent where there is no such stream
    /// @param entries those of the types that were asked for, in order
    public record Look(long head, @Nullable Last last, List<LedgerEntry> entries) {}

    /// @param type full name (`io.flankwatch.case.opened.v1`)
    public record Last(long position, long version, String type) {}

    /// How a stream ends, and the events of some types that were appended to it after a position: by one look-up in an index for each type.
    /// The planner does not know the stream here either: see [#stream(String, Collection, long)].
    ///
    /// @param types full names (`io.flankwatch.case.opened.v1`)
    /// @param after exclusive; -1 for the beginning
    public Look look(String stream, Collection<String> types, long after) {
        List<LedgerEntry> entries = new ArrayList<>();
        List<Look> looked = Sql.query(
                source,
                row -> {
                    if (row.getBytes(7) != null) {
                        entries.add(entry(row));
                    }
                    String last = row.getString(12);
                    return new Look(row.getLong(9), last == null ? null : new Last(row.getLong(10), row.getLong(11), last), entries);
                },
                """
                select found.position, found.appended_at, found.stream, found.streamversion, found.type, found.command_id, found.bytes, found.leaf_hash,
                    head.position, last.position, last.streamversion, last.type
                from (select coalesce((select max(position) from ledger.event), -1) as position) as head
                left join lateral (
                    select e.position, e.streamversion, e.type from ledger.event e where e.stream = ? order by e.streamversion desc limit 1) as last on true
                left join lateral (
                    select e.*
                    from unnest(?::text[]) as wanted(type), lateral (
                        select e.position, e.appended_at, e.stream, e.streamversion, e.type, e.command_id, e.bytes, e.leaf_hash
                        from ledger.event e
                        where e.stream = (select ?::text) and e.type = wanted.type and e.position > ?
                        order by e.position offset 0) as e) as found on true
                order by found.streamversion""",
                stream,
                types.toArray(String[]::new),
                stream,
                after);
        Look look = looked.getFirst();
        return new Look(look.head(), look.last(), List.copyOf(entries));
    }

    /// The events of some types that were appended to several streams after a position of each, by stream, each in order; streams without such events are
    /// left out. By one look-up in an index for each type and stream.
    ///
    /// @param after of each stream; exclusive, -1 for the beginning
    /// @param types full names (`io.flankwatch.case.opened.v1`)
    public Map<String, List<LedgerEntry>> streams(Map<String, Long> after, Collection<String> types) {
        List<Map.Entry<String, Long>> streams = List.copyOf(after.entrySet());
        return Sql.query(
                        source,
                        LedgerReader::entry,
                        """
                        select found.*
                        from unnest(?::text[], ?::text[]::bigint[]) as wanted(name, position), unnest(?::text[]) as asked(type), lateral (
                            select e.position, e.appended_at, e.stream, e.streamversion, e.type, e.command_id, e.bytes, e.leaf_hash
                            from ledger.event e
                            where e.stream = wanted.name and e.type = asked.type and e.position > wanted.position
                            order by e.position offset 0) as found
                        order by found.stream, found.streamversion""",
                        streams.stream().map(Map.Entry::getKey).toArray(String[]::new),
                        streams.stream().map(each -> each.getValue().toString()).toArray(String[]::new),
                        types.toArray(String[]::new))
                .stream()
                .collect(Collectors.groupingBy(LedgerEntry::stream));
    }

    /// All streams whose names begin so, one after the other, each in order.
    ///
    /// @param prefix not empty, and of ASCII
    public List<LedgerEntry> streams(String prefix) {
        int last = prefix.length() - 1;
        String end = prefix.substring(0, last) + (char) (prefix.charAt(last) + 1);
        return Sql.query(source, LedgerReader::entry, ENTRY + "where stream >= ? and stream < ? order by stream, streamversion", prefix, end);
    }

    /// The streams that have an event of one of some types, in their order.
    ///
    /// @param types full names (`io.flankwatch.case.opened.v1`)
    /// @param after exclusive; empty for all
    /// @param limit at most so many
    public List<String> streams(Collection<String> types, String after, int limit) {
        return Sql.query(
                source,
                row -> row.getString(1),
                "select distinct stream from ledger.event where type = any(?) and stream > ? order by stream limit ?",
                types.toArray(String[]::new),
                after,
                limit);
    }

    /// The streams with an event of one of some types among the last of the ledger, the one with the latest first.
    ///
    /// @param types full names (`io.flankwatch.case.opened.v1`)
    /// @param events so many of the last are looked at
    /// @param limit at most so many streams
    public List<String> lately(Collection<String> types, int events, int limit) {
        return Sql.query(
                source,
                row -> row.getString(1),
                """
                select stream from ledger.event
                where position > (select max(position) from ledger.event) - ? and type = any(?)
                group by stream order by max(position) desc limit ?""",
                events,
                types.toArray(String[]::new),
                limit);
    }

    List<LedgerLeaf> streamFrom(String stream, long firstVersion) {
        return Sql.query(
                source,
                row -> new LedgerLeaf(row.getLong(1), Sql.instant(row, 2), row.getBytes(3), row.getBytes(4)),
                LEAF + "where stream = ? and streamversion >= ? order by streamversion",
                stream,
                firstVersion);
    }

    /// The last version of a stream; empty where there is no such stream.
    public OptionalLong lastVersion(String stream) {
        return first(Sql.query(
                source,
                row -> row.getLong(1),
                "select streamversion from ledger.event where stream = ? order by streamversion desc limit 1",
                stream));
    }

    /// The last position of some types of a stream, by one look-up in an index for each type.
    /// The planner does not know the stream here either: see [#stream(String, Collection, long)].
    ///
    /// @param upToPosition inclusive; `Long.MAX_VALUE` for the last of all
    public OptionalLong lastPosition(String stream, Collection<String> types, long upToPosition) {
        return first(Sql.query(
                source,
                row -> row.getLong(1),
                """
                select found.position
                from unnest(?) as wanted(type), lateral (
                    select e.position from ledger.event e
                    where e.stream = (select ?::text) and e.type = wanted.type and e.position <= ?
                    order by e.position desc limit 1) as found
                order by found.position desc limit 1""",
                types.toArray(String[]::new),
                stream,
                upToPosition));
    }

    /// Whether there is an event of some types after a position and up to another. Looks at all events between the two.
    ///
    /// @param types full names (`io.flankwatch.case.opened.v1`)
    /// @param after exclusive
    /// @param upTo  inclusive
    public boolean has(Collection<String> types, long after, long upTo) {
        return Sql.query(
                        source,
                        row -> row.getBoolean(1),
                        "select exists (select from ledger.event where position > ? and position <= ? and type = any(?))",
                        after,
                        upTo,
                        types.toArray(String[]::new))
                .getFirst();
    }

    /// The last position appended at or before an instant: the same answer whenever it is asked, whatever is being appended.
    ///
    /// @return -1 where nothing had been appended yet; empty where the instant is in the future by the database's clock
    public OptionalLong positionAt(Instant instant) {
        return Sql.query(
                        source,
                        row -> {
                            long position = row.getLong(1);
                            return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(position);
                        },
                        "select ledger.position_at(?)",
                        instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC))
                .getFirst();
    }

    public Optional<StoredCommand> command(UUID id) {
        return commands(List.of(id)).stream().findFirst();
    }

    /// Those of the commands that are stored.
    public List<StoredCommand> commands(Collection<UUID> ids) {
        return Sql.query(
                source,
                row -> new StoredCommand(
                        row.getObject(6, UUID.class), row.getBytes(1), row.getLong(2), row.getInt(3), row.getBytes(4), Sql.instant(row, 5)),
                """
                select c.fingerprint, c.first_position, c.count, c.result, e.appended_at, c.id
                from ledger.command c join ledger.event e on e.position = c.first_position
                where c.id = any(?::uuid[])""",
                (Object) ids.stream().map(UUID::toString).toArray(String[]::new));
    }

    private static LedgerEntry entry(ResultSet row) throws SQLException {
        return new LedgerEntry(
                row.getLong(1),
                Sql.instant(row, 2),
                row.getString(3),
                row.getLong(4),
                row.getString(5),
                row.getObject(6, UUID.class),
                row.getBytes(7),
                row.getBytes(8));
    }

    private static OptionalLong first(List<Long> found) {
        return found.isEmpty() ? OptionalLong.empty() : OptionalLong.of(found.getFirst());
    }
}
