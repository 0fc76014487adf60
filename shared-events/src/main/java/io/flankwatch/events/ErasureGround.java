package io.flankwatch.events;

/// Why a person's data are erased: the grounds of Regulation (EU) 2016/679 (GDPR), Article 17(1).
public enum ErasureGround {
    NO_LONGER_NECESSARY("a"),
    CONSENT_WITHDRAWN("b"),
    OBJECTION("c"),
    UNLAWFULLY_PROCESSED("d"),
    LEGAL_OBLIGATION("e"),
    COLLECTED_FROM_A_CHILD("f");

    private final String point;

    ErasureGround(String point) {
        this.point = point;
    }

    /// The legal article.
    public String article() {
        return "GDPR Art. 17(1)(" + point + ")";
    }
}
