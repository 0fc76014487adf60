package io.flankwatch.ledger;

import io.flankwatch.events.Refused;
import io.flankwatch.wire.Ids;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;

/// A process that writes until its input ends or it is killed, and keeps a history of what it was told, a line for every try and one for its answer:
///
/// ```
/// T command            about to be tried
/// A command position   stored there
/// K command            known
/// N command            not stored: conflict, or never sent
/// U command            unknown
/// X command what       what must not happen
/// ```
final class ChaosWriter {

    private static final int THREADS = 6;
    private static final int TRIES = 5;
    private static final LedgerWriter.Limits LIMITS = new LedgerWriter.Limits(1_000, 8 << 20, 64, 1 << 20, 2, Duration.ofSeconds(2));

    private final ChaosFault.Appender ledger;
    private final LedgerReader reader;
    private final FileChannel history;
    private volatile boolean stopping;

    private ChaosWriter(ChaosFault.Appender ledger, LedgerReader reader, FileChannel history) {
        this.ledger = ledger;
        this.reader = reader;
        this.history = history;
    }

    /// @param arguments port, history file, seed, fault
    public static void main(String[] arguments) throws IOException, InterruptedException {
        long seed = Long.parseLong(arguments[2]);
        ChaosFault fault = ChaosFault.valueOf(arguments[3]);
        try (var service = ChaosServer.service(Integer.parseInt(arguments[0]));
                ChaosFault.Appender appender = fault.appender(service, LIMITS);
                FileChannel history = FileChannel.open(Path.of(arguments[1]), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ChaosWriter writer = new ChaosWriter(appender, new LedgerReader(service), history);
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                Random random = new Random(seed * THREADS + i);
                threads.add(Thread.ofPlatform().start(() -> writer.run(random)));
            }
            while (System.in.read() >= 0) {
                // Nobody says anything; the end is the sign.
            }
            writer.stopping = true;
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    static String stream(int number) {
        return UUID.nameUUIDFromBytes(("chaos " + number).getBytes(StandardCharsets.UTF_8)).toString();
    }

    private void run(Random random) {
        while (!stopping) {
            command(random);
            LockSupport.parkNanos(random.nextLong(20_000_000));
        }
    }

    /// One command, with the retries that a client makes: the same command id, on fresh state.
    private void command(Random random) {
        UUID command = Ids.next();
        String stream = random.nextInt(4) == 0 ? Facts.newStream() : stream(random.nextInt(20));
        for (int attempt = 0; attempt < TRIES && !stopping; attempt++) {
            Append commit;
            try {
                long version = reader.lastVersion(stream).orElse(-1);
                if (random.nextInt(10) == 0) {
                    version += random.nextInt(3) - 1;
                }
                commit = Facts.append(reader.ledgerId(), command, stream, Math.max(version, -1) + 1, 1 + random.nextInt(3));
            } catch (StoreAway away) {
                LockSupport.parkNanos(100_000_000);
                continue;
            }
            write("T " + command);
            try {
                write("A " + command + " " + ledger.append(commit).firstPosition());
                return;
            } catch (CommandAlreadyStored known) {
                write("K " + command);
                return;
            } catch (AggregateStreamCreationException | ConcurrencyException | StoreAway | Refused no) {
                write("N " + command);
                if (random.nextInt(3) == 0) {
                    return;
                }
            } catch (OutcomeUnknown unknown) {
                write("U " + command);
                if (random.nextBoolean()) {
                    return;
                }
            } catch (RuntimeException bug) {
                write("X " + command + " " + bug + " " + bug.getCause());
                return;
            }
        }
    }

    private void write(String line) {
        try {
            // In one piece and to the operating system at once: it outlives this process.
            history.write(ByteBuffer.wrap((line.replace('\n', ' ') + "\n").getBytes(StandardCharsets.UTF_8)));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
