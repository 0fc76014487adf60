package io.flankwatch.query.incursions;

import com.mongodb.client.MongoCursor;
import io.flankwatch.query.projection.Stored;
import java.util.Comparator;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.Queue;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// What the index finds, in the order of the list. Documents are read only once it is their turn: no line of theirs comes before their start.
final class Found {

    private final MongoCursor<Document> documents;
    private final Question question;
    private final Queue<Candidate> waiting = new PriorityQueue<>(Comparator.comparing(Candidate::spot));
    private @Nullable Stored<MonthDocument> ahead;

    /// @param documents by their start
    Found(MongoCursor<Document> documents, Question question) {
        this.documents = documents;
        this.question = question;
        ahead = read();
    }

    /// @param spot where it is in the list
    record Candidate(String caseId, Line line, Spot spot) {}

    boolean hasNext() {
        fill();
        return !waiting.isEmpty();
    }

    Candidate next() {
        fill();
        Candidate next = waiting.poll();
        if (next == null) {
            throw new NoSuchElementException();
        }
        return next;
    }

    private void fill() {
        while (ahead != null && !comesFirst(waiting.peek(), ahead)) {
            for (Line line : ahead.content().lines().all()) {
                Spot spot = line.spot();
                if (question.mayWant(line) && (question.cursor() == null || spot.compareTo(question.cursor()) > 0)) {
                    waiting.add(new Candidate(ahead.caseId(), line, spot));
                }
            }
            ahead = read();
        }
    }

    private static boolean comesFirst(@Nullable Candidate waiting, Stored<MonthDocument> document) {
        return waiting != null && waiting.spot().start() < document.content().start();
    }

    private @Nullable Stored<MonthDocument> read() {
        return documents.hasNext() ? Stored.read(documents.next(), MonthDocument.class) : null;
    }
}
