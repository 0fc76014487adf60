package io.flankwatch.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import io.flankwatch.wire.Ids;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;

/// The limit of appending: rows of the same size into a table with the same indexes, many in one statement, and nothing else.
final class RawInsert {

    private static final int ROWS = 500;

    private RawInsert() {}

    static void createTable(Database database) {
        database.execute(
                Database.AXON,
                """
                create table if not exists raw (
                    position bigint primary key, event_id uuid not null unique, stream text collate "C" not null, streamversion bigint not null,
                    type text collate "C" not null, command_id uuid not null, bytes bytea not null, leaf_hash bytea not null,
                    appended_at timestamptz not null, unique (stream, streamversion));
                create index if not exists raw_by_type on raw (stream, type, position);
                grant all on raw to public""");
    }

    /// @return rows a second
    static double run(HikariDataSource pool, Duration warmUp, Duration measured, int bytes) throws SQLException {
        byte[] entry = new byte[bytes];
        new SecureRandom().nextBytes(entry);
        byte[] hash = new byte[32];
        String stream = Ids.next().toString();
        try (Connection connection = pool.getConnection();
                PreparedStatement last = connection.prepareStatement("select coalesce(max(position), -1) from raw");
                PreparedStatement insert = connection.prepareStatement("insert into raw values (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            long position;
            try (var row = last.executeQuery()) {
                row.next();
                position = row.getLong(1);
            }
            connection.setAutoCommit(false);
            long begin = System.nanoTime() + warmUp.toNanos();
            long end = begin + measured.toNanos();
            long version = 0;
            long rows = 0;
            while (System.nanoTime() < end) {
                Timestamp now = Timestamp.from(Instant.now());
                for (int i = 0; i < ROWS; i++) {
                    insert.setLong(1, ++position);
                    insert.setObject(2, Ids.next());
                    insert.setString(3, stream);
                    insert.setLong(4, version++);
                    insert.setString(5, "io.flankwatch.entry.retracted.v1");
                    insert.setObject(6, Ids.next());
                    insert.setBytes(7, entry);
                    insert.setBytes(8, hash);
                    insert.setTimestamp(9, now);
                    insert.addBatch();
                }
                insert.executeBatch();
                connection.commit();
                long after = System.nanoTime();
                if (after >= begin && after < end) {
                    rows += ROWS;
                }
            }
            connection.setAutoCommit(true);
            return rows / (measured.toNanos() / 1e9);
        }
    }
}
