package io.flankwatch.query.feed;

import io.flankwatch.ledger.LedgerEntry;
import io.flankwatch.platform.access.Ceiling;
import io.flankwatch.query.feed.FeedLines.Line;
import io.flankwatch.query.projection.FollowedLedger;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.server.resource.authentication.AbstractOAuth2TokenAuthenticationToken;
import org.springframework.stereotype.Component;

/// The feed without end, on the (virtual) thread of its request.
///
/// Nothing is queued for a reader: each one pulls from the ledger as fast as it takes what is written to it, so a slow one costs a
/// batch of memory and one that has gone costs nothing. A stream ends when its token does, and when the service stops.
@Component
class FeedStream implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(FeedStream.class);
    private static final int BATCH = 256;
    private static final Duration A_WHILE = Duration.ofMillis(500);

    private final FollowedLedger ledger;
    private final FeedLines lines;
    private final Duration heartbeat;
    private volatile boolean running;

    FeedStream(FollowedLedger ledger, FeedLines lines, @Value("${flankwatch.stream.heartbeat}") Duration heartbeat) {
        this.ledger = ledger;
        this.lines = lines;
        this.heartbeat = heartbeat;
    }

    /// @param after exclusive
    void run(long after, long head, FeedFilter filter, Ceiling ceiling, HttpServletRequest request, HttpServletResponse response)
            throws IOException, InterruptedException {
        Instant end = expiry(request);
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        // Proxies of the nginx kind would hold a stream back to fill their buffer.
        response.setHeader("X-Accel-Buffering", "no");
        Writing writing = new Writing(response.getOutputStream());
        if (!writing.send("event: ledger\ndata: {\"oldest\":0,\"newest\":" + head + "}\n\n")) {
            return;
        }
        long position = after;
        while (running && Instant.now().isBefore(end)) {
            List<LedgerEntry> batch = ledger.reader().after(position, BATCH);
            if (batch.isEmpty()) {
                var grown = ledger.tail().awaitBeyond(position, A_WHILE);
                if (!grown && writing.silence().compareTo(heartbeat) >= 0 && !writing.send(":\n\n")) {
                    return;
                }
                continue;
            }
            // Access is looked up anew for every batch: a stream may be older than a restriction.
            FeedLines.Reading reading = lines.reading(filter, ceiling);
            for (LedgerEntry entry : batch) {
                // Before the line with its position: who was cut off in between comes back for both.
                Optional<String> recall = reading.recall(entry);
                if (recall.isPresent() && !writing.send("event: recall\ndata: " + recall.get() + "\n\n")) {
                    return;
                }
            }
            if (!writing.send(reading.lines(batch))) {
                return;
            }
            position = batch.getLast().position();
            // An id without data is no message, but it is where a reader resumes who waits for something rare.
            if (filter.leavesOut() && !writing.send("id: " + position + "\n\n")) {
                return;
            }
        }
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// Ended before the web server begins to wait for its requests.
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }

    private static Instant expiry(HttpServletRequest request) {
        Instant expiry = request.getUserPrincipal() instanceof AbstractOAuth2TokenAuthenticationToken<?> authenticated
                ? authenticated.getToken().getExpiresAt()
                : null;
        return expiry == null ? Instant.MAX : expiry;
    }

    /// What goes out. A reader who has gone is no error: they come back and say where they were.
    private static final class Writing {

        private static final byte[] ID = "id: ".getBytes(StandardCharsets.US_ASCII);
        private static final byte[] DATA = "\ndata: ".getBytes(StandardCharsets.US_ASCII);
        private static final byte[] END = "\n\n".getBytes(StandardCharsets.US_ASCII);

        private final ServletOutputStream out;
        private long last = System.nanoTime();

        Writing(ServletOutputStream out) {
            this.out = out;
        }

        Duration silence() {
            return Duration.ofNanos(System.nanoTime() - last);
        }

        boolean send(String message) {
            return out(() -> out.write(message.getBytes(StandardCharsets.UTF_8)));
        }

        boolean send(List<Line> lines) {
            return lines.isEmpty() || out(() -> {
                for (Line line : lines) {
                    out.write(ID);
                    out.write(Long.toString(line.position()).getBytes(StandardCharsets.US_ASCII));
                    out.write(DATA);
                    out.write(line.json());
                    out.write(END);
                }
            });
        }

        private boolean out(Sending sending) {
            try {
                sending.run();
                out.flush();
            } catch (IOException gone) {
                LOG.debug("The reader of a stream has gone", gone);
                return false;
            }
            last = System.nanoTime();
            return true;
        }

        private interface Sending {
            void run() throws IOException;
        }
    }
}
