package io.flankwatch.query.projection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which edition answers are given from, and how another takes its place.
///
/// The next one is kept up to date beside the current one until it has come as far, and then serves in its place, all of its views at once. Whoever
/// has begun an answer ends it with the edition that they began with: what has been replaced stays until nobody reads it any more.
final class Editions {

    private static final Logger LOG = LoggerFactory.getLogger(Editions.class);
    private static final Duration CATCHING_UP = Duration.ofMillis(500);
    private static final ThreadLocal<@Nullable Answer> ANSWER = new ThreadLocal<>();

    private Edition current = new Edition(Map.of());
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

    /// The view in the edition of this thread's answer; absent where there is nothing of it yet.
    synchronized @Nullable ViewProcessor reading(String view) {
        Answer begun = ANSWER.get();
        if (begun == null) {
            return current.of(view);
        }
        if (begun.edition == null && current.of(view) != null) {
            begun.edition = current;
            current.entered();
        }
        return begun.edition == null ? null : begun.edition.of(view);
    }

    synchronized Edition current() {
        return current;
    }

    /// The processors of every edition that is in use.
    synchronized Collection<ViewProcessor> all() {
        Map<Generation, ViewProcessor> all = new LinkedHashMap<>();
        List<Edition> editions = new ArrayList<>(retired);
        editions.add(current);
        if (next != null) {
            editions.add(next);
        }
        editions.forEach(edition -> edition.processors().forEach(processor -> all.put(processor.generation(), processor)));
        return all.values();
    }

    /// Comes to serve these generations, now or when it is called again.
    ///
    /// @param made a processor for a generation that there is none for
    void follow(Map<String, Generation> serving, Function<Generation, ViewProcessor> made, Supplier<TokenStore> tokens) throws InterruptedException {
        Edition before = current();
        Edition after = next(serving, made);
        // Whatever is no longer kept anywhere was dropped by somebody, and must not be written to.
        before.processors().stream().filter(processor -> !serving.containsKey(processor.view().name())).forEach(ViewProcessor::close);
        List<ViewProcessor> wanted = new ArrayList<>(before.processors());
        if (after != null) {
            wanted.addAll(after.processors());
        }
        for (ViewProcessor processor : wanted) {
            if (processor.idle()) {
                processor.fold().documents().index(processor.view().searched());
                processor.fold().retryParked();
                processor.start(tokens.get());
            }
        }
        if (after != null && caughtUp(after, before.positions())) {
            take(before, after);
        }
        letGo();
    }

    private synchronized @Nullable Edition next(Map<String, Generation> serving, Function<Generation, ViewProcessor> made) {
        if (current.is(serving)) {
            replaceNext(null);
        } else if (next == null || !next.is(serving)) {
            Map<Generation, ViewProcessor> known = new HashMap<>();
            all().stream().filter(processor -> !processor.closed()).forEach(processor -> known.put(processor.generation(), processor));
            Map<String, ViewProcessor> views = new LinkedHashMap<>();
            serving.forEach((view, generation) -> views.put(view, known.containsKey(generation) ? known.get(generation) : made.apply(generation)));
            replaceNext(new Edition(views));
        }
        return next;
    }

    private void replaceNext(@Nullable Edition edition) {
        if (next != null) {
            retired.add(next);
        }
        next = edition;
    }

    private static boolean caughtUp(Edition edition, Map<String, Long> positions) throws InterruptedException {
        long deadline = System.nanoTime() + CATCHING_UP.toNanos();
        while (!edition.reached(positions)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(Duration.ofMillis(5));
        }
        return true;
    }

    private synchronized void take(Edition before, Edition after) {
        retired.add(before);
        current = after;
        next = null;
        LOG.info("The views are read in {}", after.processors().stream().map(processor -> processor.generation().name()).toList());
    }

    /// Stops what nobody reads any more.
    private void letGo() {
        List<ViewProcessor> unused = new ArrayList<>();
        synchronized (this) {
            List<Edition> unread = retired.stream().filter(Edition::unread).toList();
            retired.removeAll(unread);
            Collection<ViewProcessor> used = all();
            unread.forEach(edition -> edition.processors().stream().filter(processor -> !used.contains(processor)).forEach(unused::add));
        }
        unused.forEach(ViewProcessor::close);
    }

    void stop() {
        all().forEach(ViewProcessor::stop);
    }

    void close() {
        all().forEach(ViewProcessor::close);
    }
}
