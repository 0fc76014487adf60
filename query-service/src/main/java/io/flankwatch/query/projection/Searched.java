package io.flankwatch.query.projection;

/// A body that documents are found by, and which is stored with its members; every other is stored as one value, which nobody has to take apart to store, copy
/// or pass on.
public interface Searched {}
