package io.flankwatch.command.vocabulary;

import io.flankwatch.command.vocabulary.Decision.Decided;
import java.util.List;

/// What a command has led to.
///
/// @param shown   those of the events that who asked may see: an answer tells of nothing else
/// @param version of the stream after it
public record Outcome(Decision decision, List<Decided> shown, long version) {

    public Outcome {
        shown = List.copyOf(shown);
    }
}
