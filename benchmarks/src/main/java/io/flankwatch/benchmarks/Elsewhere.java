package io.flankwatch.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import io.flankwatch.ledger.LedgerEngine;
import io.flankwatch.ledger.LedgerMetadata;
import io.flankwatch.ledger.LedgerReader;
import io.flankwatch.ledger.LedgerTail;
import io.flankwatch.ledger.LedgerWriter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;

/// Another process that uses the same ledger.
final class Elsewhere {

    private Elsewhere() {}

    /// @param arguments `write PORT WRITERS WARM_UP SECONDS`: says for every number of writers that it reads, one in a line, how many they
    ///                  append a second, after a warm-up with as many as are given; or `tail PORT COUNT`: says of each event when it arrived
    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[1]);
        try (HikariDataSource pool = Database.pool(port, Database.LEDGER, 20)) {
            switch (arguments[0]) {
                case "write" ->
                    write(
                            pool,
                            Integer.parseInt(arguments[2]),
                            Duration.ofSeconds(Long.parseLong(arguments[3])),
                            Duration.ofSeconds(Long.parseLong(arguments[4])));
                case "tail" -> tail(pool, Integer.parseInt(arguments[2]));
                default -> throw new IllegalArgumentException(arguments[0]);
            }
        }
    }

    private static void write(HikariDataSource pool, int writers, Duration warmUp, Duration measured) throws IOException {
        try (LedgerWriter writer = new LedgerWriter(pool)) {
            LedgerEngine engine = new LedgerEngine(new LedgerReader(pool), writer);
            Load.Result unused = Load.run(writers, Duration.ZERO, warmUp, false, event -> engine.appendEvents(List.of(event)));
            System.out.println("ready");
            BufferedReader asked = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
            for (String line = asked.readLine(); line != null; line = asked.readLine()) {
                System.out.println(
                        Load.run(Integer.parseInt(line), Duration.ofMillis(500), measured, false, event -> engine.appendEvents(List.of(event)))
                                .perSecond());
            }
        }
    }

    private static void tail(HikariDataSource pool, int count) throws InterruptedException {
        try (LedgerTail tail = new LedgerTail(pool)) {
            long head = new LedgerReader(pool).head();
            tail.start();
            try (var events = tail.openStream(new GlobalSequenceTrackingToken(head))) {
                System.out.println("ready");
                StringBuilder arrivals = new StringBuilder();
                for (int i = 0; i < count; i++) {
                    if (!events.hasNextAvailable(60, TimeUnit.SECONDS)) {
                        throw new IllegalStateException("nothing came any more");
                    }
                    long position = LedgerMetadata.entry(events.nextAvailable()).position();
                    arrivals.append(position).append(' ').append(micros(Instant.now())).append('\n');
                }
                System.out.print(arrivals);
            }
        }
    }

    static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    /// A process that was started, from here.
    static final class Started implements AutoCloseable {

        private final Process process;
        private final BufferedReader says;

        Started(String... arguments) throws IOException {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx512m",
                    "-Daxoniq.update-checker.disabled=true",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Elsewhere.class.getName()));
            command.addAll(List.of(arguments));
            process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
            says = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        }

        Started ready() throws IOException {
            String line = line();
            if (!line.equals("ready")) {
                throw new IllegalStateException(line);
            }
            return this;
        }

        void tell(String line) throws IOException {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.US_ASCII));
            process.getOutputStream().flush();
        }

        String line() {
            try {
                String line = says.readLine();
                if (line == null) {
                    throw new IllegalStateException("the other process has ended");
                }
                return line;
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        @Override
        public void close() {
            process.destroy();
        }
    }
}
