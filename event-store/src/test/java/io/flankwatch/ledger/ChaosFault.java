package io.flankwatch.ledger;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/// What the chaos test must find when it is planted. All of it is done from outside: the ledger's own code has no switch for it.
enum ChaosFault {
    NONE,
    /// The database's answer is passed on, and its commit comes a little later.
    ACKNOWLEDGE_BEFORE_COMMIT,
    /// A broken connection is taken for a commit that was not stored.
    SKIP_UNKNOWN_OUTCOME,
    /// Whoever appends does not wait for the others.
    NO_SIZE_LOCK,
    /// Reading after a position begins with that position.
    READ_FROM_TOKEN;

    /// What a writer does with a commit.
    interface Appender extends AutoCloseable {

        Append.Stored append(Append commit);

        @Override
        void close();
    }

    Appender appender(DataSource service, LedgerWriter.Limits limits) {
        return switch (this) {
            case NONE, NO_SIZE_LOCK, READ_FROM_TOKEN -> of(new LedgerWriter(service, limits, LedgerMeters.none()));
            case ACKNOWLEDGE_BEFORE_COMMIT ->
                of(new LedgerWriter(connections(service, ChaosFault::committingLate), limits, LedgerMeters.none()));
            case SKIP_UNKNOWN_OUTCOME -> new Appender() {
                @Override
                public Append.Stored append(Append commit) {
                    try (Connection connection = Sql.connect(service)) {
                        return new Batch(List.of(commit)).to(connection).getFirst().stored(commit.commandIds());
                    } catch (SQLException broken) {
                        throw new StoreAway(broken);
                    }
                }

                @Override
                public void close() {}
            };
        };
    }

    DataSource forReading(DataSource service) {
        return this == READ_FROM_TOKEN ? connections(service, ChaosFault::readingFromToken) : service;
    }

    /// One piece of data in so many comes to grief. A short run for a fault of the network needs a bad one.
    int odds() {
        return this == SKIP_UNKNOWN_OUTCOME ? 20 : 200;
    }

    /// Whether processes are killed: where the fault shows without, that only costs time.
    boolean kills() {
        return this == NONE || this == ACKNOWLEDGE_BEFORE_COMMIT;
    }

    void plant(ChaosServer server) {
        if (this == NO_SIZE_LOCK) {
            server.execute(
                    """
                    do $$
                    declare
                        definition text;
                        without    text;
                    begin
                        for definition in select pg_get_functiondef(f.oid) from pg_proc f where f.proname in ('append', 'append_batch', 'append_one') loop
                            without := regexp_replace(
                                definition, 'perform from ledger.head for update;|lock table ledger.head in exclusive mode;', 'perform pg_sleep(0.005);');
                            assert without <> definition, 'there is no lock to leave out';
                            execute without;
                        end loop;
                    end $$""");
        }
    }

    private static Appender of(LedgerWriter writer) {
        return new Appender() {
            @Override
            public Append.Stored append(Append commit) {
                return writer.append(commit);
            }

            @Override
            public void close() {
                writer.close();
            }
        };
    }

    private static DataSource connections(DataSource source, UnaryOperator<Connection> each) {
        return (DataSource) Proxy.newProxyInstance(ChaosFault.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
            Object result = invoke(() -> method.invoke(source, arguments));
            return result instanceof Connection connection ? each.apply(connection) : result;
        });
    }

    private static Connection readingFromToken(Connection connection) {
        return (Connection) Proxy.newProxyInstance(ChaosFault.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
            if (method.getName().equals("prepareStatement")) {
                return connection.prepareStatement(((String) arguments[0]).replace("position > ?", "position >= ?"));
            }
            return invoke(() -> method.invoke(connection, arguments));
        });
    }

    private static Connection committingLate(Connection connection) {
        return (Connection) Proxy.newProxyInstance(ChaosFault.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
            switch (method.getName()) {
                case "getAutoCommit" -> {
                    return true;
                }
                case "prepareStatement" -> {
                    connection.setAutoCommit(false);
                    PreparedStatement statement = connection.prepareStatement((String) arguments[0]);
                    return Proxy.newProxyInstance(ChaosFault.class.getClassLoader(), new Class<?>[] {PreparedStatement.class}, (p, m, a) -> {
                        Object result = invoke(() -> m.invoke(statement, a));
                        if (m.getName().equals("executeQuery")) {
                            Thread.ofVirtual().start(() -> commitLate(connection));
                        }
                        return result;
                    });
                }
                default -> {
                    return invoke(() -> method.invoke(connection, arguments));
                }
            }
        });
    }

    private static void commitLate(Connection connection) {
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(100_000_000));
        try {
            connection.commit();
        } catch (SQLException lost) {
            // Which is the fault.
        }
    }

    private interface Call {
        Object run() throws IllegalAccessException, InvocationTargetException;
    }

    private static Object invoke(Call call) throws Throwable {
        try {
            return call.run();
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
