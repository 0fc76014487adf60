package io.flankwatch.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import io.flankwatch.wire.Json;
import java.sql.Connection;
import java.sql.SQLException;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.ConnectionWrapperFactory;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.axonframework.serialization.jackson3.Jackson3Serializer;

/// Axon's own engine as an application has it: a pool, a transaction for each unit of work, Jackson.
final class AxonEngine implements AutoCloseable {

    private final HikariDataSource pool;
    private final JdbcEventStorageEngine engine;

    AxonEngine(int port, int poolSize, int batch) {
        pool = Database.pool(port, Database.AXON, poolSize);
        Transactions transactions = new Transactions(pool);
        Jackson3Serializer serializer = Jackson3Serializer.builder().jsonMapperBuilderCustomizer(Json::configure).build();
        engine = JdbcEventStorageEngine.builder()
                .connectionProvider(transactions)
                .transactionManager(transactions)
                .eventSerializer(serializer)
                .snapshotSerializer(serializer)
                .dataType(byte[].class)
                .batchSize(batch)
                .build();
    }

    void createSchema() {
        engine.createSchema(PostgresEventTableFactory.INSTANCE);
    }

    JdbcEventStorageEngine engine() {
        return engine;
    }

    @Override
    public void close() {
        pool.close();
    }

    /// One connection for each transaction, on the thread that it runs on.
    private static final class Transactions implements TransactionManager, ConnectionProvider {

        private final HikariDataSource pool;
        private static final ThreadLocal<Connection> CURRENT = new ThreadLocal<>();

        Transactions(HikariDataSource pool) {
            this.pool = pool;
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection open = CURRENT.get();
            return open == null ? pool.getConnection() : ConnectionWrapperFactory.wrap(open, new ConnectionWrapperFactory.NoOpCloseHandler());
        }

        @Override
        public Transaction startTransaction() {
            if (CURRENT.get() != null) {
                return new Transaction() {
                    @Override
                    public void commit() {}

                    @Override
                    public void rollback() {}
                };
            }
            try {
                Connection connection = pool.getConnection();
                connection.setAutoCommit(false);
                CURRENT.set(connection);
                return new Open(connection);
            } catch (SQLException failed) {
                throw new IllegalStateException(failed);
            }
        }

        private static final class Open implements Transaction {

            private final Connection connection;

            Open(Connection connection) {
                this.connection = connection;
            }

            @Override
            public void commit() {
                end(Connection::commit);
            }

            @Override
            public void rollback() {
                end(Connection::rollback);
            }

            private void end(Ending ending) {
                CURRENT.remove();
                try (connection) {
                    ending.of(connection);
                    connection.setAutoCommit(true);
                } catch (SQLException failed) {
                    throw new IllegalStateException(failed);
                }
            }
        }

        private interface Ending {
            void of(Connection connection) throws SQLException;
        }
    }
}
