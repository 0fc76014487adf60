package io.flankwatch.ledger;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;

/// Many leaves in one row, for whoever reads the ledger from end to end. Each row of a result, and each column of it, costs the server more than
/// reading it does; so there is one value for each column that is needed, of all entries of the row one after the other. Rows are so small that
/// the server puts them together within its processor's cache.
final class LeafRows {

    /// Entries in a row.
    static final int ROW = 128;

    /// Rows 0 up to another of those after a position (given three times), up to a position. Aggregates take what a limit gives them, in its
    /// order. The functions are those by which the server sends such values. An entry has less than 65,536 bytes: no other is appended.
    ///
    /// Planned anew each time, since the number of rows is a parameter: a plan made while the ledger was small would scan all of it.
    static final String SELECT =
            """
            select leaves.*
            from generate_series(0, ?) as part,
                lateral (
                    select string_agg(int8send(position * 65536 + octet_length(bytes)), ''), string_agg(bytes, ''),
                        string_agg(leaf_hash, ''), string_agg(timestamptz_send(appended_at), '')
                    from (
                        select position, bytes, leaf_hash, appended_at from ledger.event
                        where position > ?::bigint + part * %1$d and position <= ? order by position limit %1$d) as e) as leaves
            where ?::bigint + part * %1$d < (select max(position) from ledger.event)"""
                    .formatted(ROW);

    /// One row, of the first so many after a position.
    static final String NEXT = "select * from ledger.leaves_after(?, ?)";

    private static final int HASH = 32;
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

    private LeafRows() {}

    /// Adds the leaves of a row, each of which follows on the one before it.
    ///
    /// @param after the position that the first follows on
    /// @return whether they do; where they do not, some may have been added
    static boolean read(ResultSet row, long after, List<LedgerLeaf> leaves) throws SQLException {
        byte[] sizes = row.getBytes(1);
        if (sizes == null) {
            return false;
        }
        ByteBuffer places = ByteBuffer.wrap(sizes);
        byte[] bytes = row.getBytes(2);
        byte[] hashes = row.getBytes(3);
        ByteBuffer times = ByteBuffer.wrap(row.getBytes(4));
        int from = 0;
        for (int i = 0; places.hasRemaining(); i++) {
            long place = places.getLong();
            long position = place >> Short.SIZE;
            if (position != after + 1 + i) {
                return false;
            }
            int to = from + (int) (place & 0xFFFF);
            leaves.add(new LedgerLeaf(
                    position,
                    EPOCH.plus(times.getLong(), ChronoUnit.MICROS),
                    Arrays.copyOfRange(bytes, from, to),
                    Arrays.copyOfRange(hashes, i * HASH, (i + 1) * HASH)));
            from = to;
        }
        return true;
    }
}
