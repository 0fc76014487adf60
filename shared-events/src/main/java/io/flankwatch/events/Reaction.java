package io.flankwatch.events;

/// The vocabulary of reactions.
public final class Reaction {

    private Reaction() {}

    public enum Stance {
        CONDEMNS,
        IS_CONCERNED,
        SUPPORTS,
        DENIES,
        WARNS,
        URGES,
        ACCUSES,
        DEMANDS,
        CLAIMS_RESPONSIBILITY,
        OFFERS_HELP,
        NEUTRAL,
        OTHER,
        UNKNOWN
    }

    public enum Act {
        STATEMENT,
        SUMMONED_AMBASSADOR,
        EXPELLED_DIPLOMAT,
        CLOSED_CONSULATE,
        SANCTIONED,
        DEPLOYED,
        ARTICLE_4_CONSIDERED,
        ARTICLE_4_REQUESTED,
        ARTICLE_4_CONSULTED,
        OTHER,
        UNKNOWN
    }
}
