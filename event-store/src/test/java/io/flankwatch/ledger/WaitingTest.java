package io.flankwatch.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WaitingTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration LONG = Duration.ofMinutes(5);

    private final Waiting waiting = new Waiting(LedgerWriter.Limits.USUAL, LedgerMeters.none(), LONG, LONG);
    private long position;

    @Test
    void what_waits_is_sent_at_once_where_nothing_is_on_its_way() {
        CompletableFuture<List<Handed>> taken = taking();
        add(1);
        assertThat(taken).succeedsWithin(SOON).asInstanceOf(LIST).hasSize(1);
        add(3);
        answered(taken.join(), 0);
        assertThat(waiting.take()).hasSize(3);
        assertThat(waiting.depth()).isZero();
    }

    @Test
    void a_second_batch_waits_until_it_is_as_large_as_the_one_that_was_answered_last() {
        add(5);
        answered(waiting.take(), 0);
        add(1);
        assertThat(waiting.take()).as("nothing is on its way").hasSize(1);
        CompletableFuture<List<Handed>> second = taking();
        add(4);
        assertThat(second).isNotDone();
        add(1);
        assertThat(second).succeedsWithin(SOON).asInstanceOf(LIST).hasSize(5);
    }

    @Test
    void a_second_batch_is_sent_when_the_first_is_over_whatever_its_size() {
        add(5);
        answered(waiting.take(), 0);
        add(1);
        List<Handed> first = waiting.take();
        CompletableFuture<List<Handed>> second = taking();
        add(2);
        assertThat(second).isNotDone();
        waiting.over(first);
        assertThat(second).succeedsWithin(SOON).asInstanceOf(LIST).hasSize(2);
    }

    @Test
    void where_others_append_too_one_batch_is_on_its_way_and_those_who_were_answered_are_waited_for_a_moment() {
        for (int batch = 0; batch < 20; batch++) {
            add(1);
            answered(waiting.take(), 2);
        }
        add(3);
        List<Handed> first = waiting.take();
        CompletableFuture<List<Handed>> otherLane = taking();
        add(9);
        assertThat(otherLane).as("a batch is on its way").isNotDone();
        answered(first, 2, Duration.ofMillis(4));
        // Those three do not come again, so that nobody calls; the lane that has answered them looks again by itself.
        List<Handed> second = waiting.take();
        assertThat(second).hasSize(9);

        answered(second, 2);
        add(9);
        assertThat(otherLane).as("all came again").succeedsWithin(SOON).asInstanceOf(LIST).hasSize(9);
    }

    @Test
    void others_are_told_from_the_positions_that_ones_own_events_get() {
        Others others = new Others();
        for (int batch = 0; batch < 8; batch++) {
            // Two that are on their way together may be heard of in another order.
            others.stored(1_000_000 + 10 * (batch ^ 1), 10);
        }
        assertThat(others.there()).as("alone on a ledger that is filled already").isFalse();
        for (int batch = 8; batch < 16; batch++) {
            others.stored(1_000_000 + 20 * batch, 10);
        }
        assertThat(others.there()).as("every other event is of somebody else").isTrue();
        for (int batch = 32; batch < 48; batch++) {
            others.stored(1_000_000 + 10 * batch, 10);
        }
        assertThat(others.there()).as("alone again").isFalse();
    }

    private void add(int count) {
        IntStream.range(0, count).forEach(i -> waiting.add(new Handed(Facts.append(Facts.newStream(), 0, 1))));
    }

    private CompletableFuture<List<Handed>> taking() {
        CompletableFuture<List<Handed>> taken = new CompletableFuture<>();
        Thread lane = Thread.ofPlatform().daemon().start(() -> taken.complete(waiting.take()));
        await().until(() -> lane.getState() == Thread.State.WAITING);
        return taken;
    }

    private void answered(List<Handed> batch, int byOthers) {
        answered(batch, byOthers, LONG.multipliedBy(4));
    }

    private void answered(List<Handed> batch, int byOthers, Duration after) {
        position += byOthers;
        List<Answer> answers = new ArrayList<>();
        for (Handed handed : batch) {
            answers.add(new Answer.Appended(new Append.Stored(position, Instant.EPOCH)));
            position += handed.commit.events().size();
        }
        waiting.over(batch, answers, after.toNanos());
    }
}
