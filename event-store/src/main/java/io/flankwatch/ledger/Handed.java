package io.flankwatch.ledger;

import java.util.concurrent.CompletableFuture;

/// A commit that was handed to the writer, whose caller waits for the answer.
final class Handed {

    final Append commit;
    final long bytes;
    final long since = System.nanoTime();
    final CompletableFuture<Answer> answer = new CompletableFuture<>();

    Handed(Append commit) {
        this.commit = commit;
        this.bytes = commit.bytes();
    }
}
