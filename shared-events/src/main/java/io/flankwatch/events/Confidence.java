package io.flankwatch.events;

/// Confidence in a judgement, apart from any likelihood (ICD 203).
public enum Confidence {
    LOW,
    MODERATE,
    HIGH
}
