package io.flankwatch.command.vocabulary;

/// Everything that can be asked for.
public sealed interface Command permits CaseCommand, PersonCommand {}
