package io.flankwatch.events;

/// Everything that can happen to a case.
///
/// A stored event is never changed: corrections are further events. A change of an event's shape is a new version of its stored
/// type with an upcaster (`io.flankwatch.wire`).
public sealed interface CaseEvent permits CaseFileEvent, SourceEvent, EntryRecorded, EntryEvent, IndicatorEvent, HypothesisEvent, AssessmentEvent, BriefEvent {}
