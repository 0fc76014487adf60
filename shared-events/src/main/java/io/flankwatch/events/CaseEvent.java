package io.flankwatch.events;

/// Everything that can happen to a case.
public sealed interface CaseEvent extends LedgerEvent
        permits CaseFileEvent, SourceEvent, EntryRecorded, EntryEvent, IndicatorEvent, HypothesisEvent, AssessmentEvent, BriefEvent {}
