package io.flankwatch.events;

/// Everything that is recorded, each on a stream of its own kind.
///
/// A stored event is never changed: corrections are further events. A change of an event's shape is a new version of its stored
/// type with an upcaster (`io.flankwatch.wire`).
public sealed interface LedgerEvent permits CaseEvent, PersonEvent {}
