package io.flankwatch.query.projection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which edition answers are given from, and how another takes its place.
///
/// The next one is kept up to date beside the current one until it has come as far, and then serves in its place. Whoever has begun an answer ends it with
/// the edition that they began with: what has been replaced stays until nobody reads it any more.
final class Editions {

    private static final Logger LOG = LoggerFactory.getLogger(Editions.class);
    private static final Duration CATCHING_UP = Duration.ofMillis(500);
    private static final ThreadLocal<@Nullable Answer> ANSWER = new ThreadLocal<>();

    private @Nullable Edition current;
    private @Nullable Edition next;
    private final List<Edition> retired = new ArrayList<>();

    private static final class Answer {
        private @Nullable Edition edition;
    }

    /// From here on, this thread reads one edition.
    void begin() {
        ANSWER.set(new Answer());
    }

    synchronized void end() {
        Answer ended = ANSWER.get();
        ANSWER.remove();
        if (ended != null && ended.edition != null) {
            ended.edition.left();
        }
    }

    /// The edition of this thread's answer; absent where there is none yet.
    synchronized @Nullable Edition reading() {
        Answer begun = ANSWER.get();
        if (begun == null) {
            return current;
        }
        if (begun.edition == null && current != null) {
            begun.edition = current;
            current.entered();
        }
        return begun.edition;
    }

    synchronized @Nullable Edition current() {
        return current;
    }

    /// Every edition that is in use.
    synchronized Collection<Edition> all() {
        List<Edition> all = new ArrayList<>(retired);
        if (current != null) {
            all.add(current);
        }
        if (next != null) {
            all.add(next);
        }
        return all;
    }

    /// Comes to serve a generation, now or when it is called again.
    ///
    /// @param serving null where there is none: whatever served was dropped by somebody, and must not be written to
    void follow(@Nullable Generation serving, Function<Generation, Edition> made, Supplier<TokenStore> tokens) throws InterruptedException {
        Edition before = current();
        if (serving == null) {
            if (before != null) {
                before.close();
                take(null);
            }
            letGo();
            return;
        }
        Edition after = next(serving, made);
        start(before, tokens);
        start(after, tokens);
        if (after != null && caughtUp(after, before)) {
            take(after);
        }
        letGo();
    }

    private static void start(@Nullable Edition edition, Supplier<TokenStore> tokens) {
        if (edition != null && edition.idle()) {
            edition.fold().index();
            edition.fold().retryParked();
            edition.start(tokens.get());
        }
    }

    private synchronized @Nullable Edition next(Generation serving, Function<Generation, Edition> made) {
        boolean serves = current != null && current.generation().equals(serving);
        if (next != null && (serves || !next.generation().equals(serving))) {
            retired.add(next);
            next = null;
        }
        if (!serves && next == null) {
            next = made.apply(serving);
        }
        return next;
    }

    private static boolean caughtUp(Edition after, @Nullable Edition before) throws InterruptedException {
        OptionalLong reached = before == null ? OptionalLong.empty() : before.position();
        if (reached.isEmpty()) {
            return true;
        }
        long deadline = System.nanoTime() + CATCHING_UP.toNanos();
        while (after.position().orElse(-1) < reached.getAsLong()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(Duration.ofMillis(5));
        }
        return true;
    }

    private synchronized void take(@Nullable Edition after) {
        if (current != null) {
            retired.add(current);
        }
        current = after;
        next = null;
        LOG.info("The views are read in {}", after == null ? "none" : after.generation().name());
    }

    /// Stops what nobody reads any more.
    private void letGo() {
        List<Edition> unread;
        synchronized (this) {
            unread = retired.stream().filter(Edition::unread).toList();
            retired.removeAll(unread);
        }
        unread.forEach(Edition::close);
    }

    void stop() {
        all().forEach(Edition::stop);
    }

    void close() {
        all().forEach(Edition::close);
    }
}
