package io.flankwatch.benchmarks;

import io.flankwatch.events.EntryEvent.EntryRetracted;
import io.flankwatch.events.Marking;
import io.flankwatch.ledger.LedgerMetadata;
import io.flankwatch.wire.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MetaData;

/// Writers that append one event after the other, each to a stream of its own, on virtual threads as commands do.
final class Load {

    /// What makes an envelope of 0.9 KB.
    private static final String TEXT = "what was said of it turned out to be of another day ".repeat(3);

    private Load() {}

    interface Appender {
        void append(DomainEventMessage<?> event) throws Exception;
    }

    /// @param latencies sorted, in nanoseconds: of every append, and of those that a slow one kept its writer from beginning. A writer that
    ///                  gets no connection for seconds would count once otherwise, and those that take its turns a thousand times.
    @SuppressWarnings("ArrayRecordComponent") // some hundred thousand of them
    record Result(double perSecond, long[] latencies) {

        /// Of runs of one length.
        static Result of(List<Result> runs) {
            return new Result(
                    runs.stream().mapToDouble(Result::perSecond).average().orElseThrow(),
                    runs.stream().map(Result::latencies).flatMapToLong(Arrays::stream).sorted().toArray());
        }

        double millis(double quantile) {
            return latencies.length == 0 ? 0 : latencies[(int) Math.min(latencies.length - 1L, Math.round(quantile * latencies.length))] / 1e6;
        }
    }

    /// The command's own metadata go with it, as UUIDs for the ledger and as texts for Axon.
    static DomainEventMessage<?> event(String stream, long version, boolean texts) {
        UUID command = Ids.next();
        MetaData metaData = texts
                ? MetaData.from(Map.of(
                        LedgerMetadata.COMMAND_ID, command.toString(),
                        LedgerMetadata.CORRELATION_ID, command.toString(),
                        LedgerMetadata.CAUSATION_ID, command.toString(),
                        LedgerMetadata.SUBJECT, "ana",
                        LedgerMetadata.CLIENT_ID, "desk",
                        LedgerMetadata.MARKING, "AMBER"))
                : LedgerMetadata.of(command, command, command, "ana", "desk", Marking.AMBER);
        return new GenericDomainEventMessage<>(
                LedgerMetadata.STREAM_TYPE,
                stream,
                version,
                new GenericMessage<>(Ids.next().toString(), new EntryRetracted(Ids.next(), TEXT), metaData),
                Instant.now());
    }

    static Result run(int writers, Duration warmUp, Duration measured, boolean texts, Appender appender) {
        long begin = System.nanoTime() + warmUp.toNanos();
        long end = begin + measured.toNanos();
        List<Future<long[]>> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < writers; i++) {
                all.add(threads.submit(() -> write(begin, end, texts, appender)));
            }
        }
        List<long[]> latencies = new ArrayList<>();
        long appends = 0;
        for (Future<long[]> each : all) {
            try {
                latencies.add(each.get());
            } catch (InterruptedException | ExecutionException failed) {
                throw new IllegalStateException(failed);
            }
            appends += latencies.getLast().length;
        }
        // How often it would be each one's turn.
        long turn = appends == 0 ? Long.MAX_VALUE : Math.max(1, writers * measured.toNanos() / appends);
        long[] sorted = latencies.stream()
                .flatMapToLong(Arrays::stream)
                .flatMap(latency -> LongStream.concat(
                        LongStream.of(latency), LongStream.iterate(latency - turn, left -> left >= turn, left -> left - turn)))
                .sorted()
                .toArray();
        return new Result(appends / (measured.toNanos() / 1e9), sorted);
    }

    /// Of the appends that began within the time.
    private static long[] write(long begin, long end, boolean texts, Appender appender) throws Exception {
        String stream = Ids.next().toString();
        long[] latencies = new long[1 << 10];
        int count = 0;
        for (long version = 0; ; version++) {
            DomainEventMessage<?> event = event(stream, version, texts);
            long before = System.nanoTime();
            if (before >= end) {
                return Arrays.copyOf(latencies, count);
            }
            appender.append(event);
            long after = System.nanoTime();
            if (before >= begin) {
                if (count == latencies.length) {
                    latencies = Arrays.copyOf(latencies, 2 * count);
                }
                latencies[count++] = after - before;
            }
        }
    }
}
