package io.flankwatch.command.vocabulary;

/// What a command has led to.
///
/// @param version of the case after it
public record Outcome(Decision decision, long version) {}
