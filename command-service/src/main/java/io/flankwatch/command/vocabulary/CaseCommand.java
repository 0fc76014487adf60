package io.flankwatch.command.vocabulary;

/// Everything that can be asked of a case.
public sealed interface CaseCommand extends Command
        permits CaseFileCommand, SourceCommand, EntryCommand, IndicatorCommand, HypothesisCommand, AssessmentCommand, BriefCommand, OwnCommand {}
