package io.flankwatch.events;

/// How likely something is: the terms of ICD 203, section D.6.e.2.a, in one of its two rows, which are not to be mixed. The bands share their edges, so
/// it is the term that is said, never a percentage alone; and confidence is said apart.
public enum Likelihood {
    ALMOST_NO_CHANCE("almost no chance", 1, 5),
    VERY_UNLIKELY("very unlikely", 5, 20),
    UNLIKELY("unlikely", 20, 45),
    ROUGHLY_EVEN_CHANCE("roughly even chance", 45, 55),
    LIKELY("likely", 55, 80),
    VERY_LIKELY("very likely", 80, 95),
    ALMOST_CERTAIN("almost certain", 95, 99);

    private final String words;
    private final int least;
    private final int most;

    Likelihood(String words, int least, int most) {
        this.words = words;
        this.least = least;
        this.most = most;
    }

    /// The term as ICD 203 writes it.
    public String words() {
        return words;
    }

    /// In percent: the lower edge of the term's band.
    public int least() {
        return least;
    }

    /// In percent: the upper edge of the term's band.
    public int most() {
        return most;
    }
}
