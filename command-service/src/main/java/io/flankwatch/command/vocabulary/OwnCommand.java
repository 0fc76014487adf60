package io.flankwatch.command.vocabulary;

/// What the service asks of a case by itself: nobody else can, and it may whatever the markings are.
public sealed interface OwnCommand extends CaseCommand permits IndicatorCommand.ExpireIndicator, IndicatorCommand.FollowCases {}
