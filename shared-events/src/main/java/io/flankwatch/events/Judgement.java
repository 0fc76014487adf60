package io.flankwatch.events;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What an assessment is made of.
public final class Judgement {

    private Judgement() {}

    /// @param statement  the judgement in a sentence, without words of confidence beside words of likelihood (ICD 203)
    /// @param likelihood absent: it is not about what may be
    /// @param confidence absent: not stated
    /// @param hypotheses of the case that it follows from
    /// @param evidence   entries of the case that it follows from
    public record KeyJudgement(
            String statement,
            @Nullable Likelihood likelihood,
            @Nullable Confidence confidence,
            List<UUID> hypotheses,
            List<UUID> evidence) {

        public KeyJudgement {
            Check.text(statement, "statement");
            hypotheses = Check.list(hypotheses, "hypotheses");
            evidence = Check.list(evidence, "evidence");
        }
    }

    /// @param description what may happen, and to whom
    /// @param likelihood  that it happens
    /// @param impact      if it happens
    public record Risk(String description, Likelihood likelihood, Level impact) {

        public Risk {
            Check.text(description, "description");
            Check.required(likelihood, "likelihood");
            Check.required(impact, "impact");
        }

        /// NIST SP 800-30 Rev. 1, table I-2. A likelihood is in the row whose values in percent (table G-2) are those of its band.
        public Level level() {
            return switch (likelihood) {
                case ALMOST_NO_CHANCE ->
                    switch (impact) {
                        case VERY_LOW, LOW, MODERATE -> Level.VERY_LOW;
                        case HIGH, VERY_HIGH -> Level.LOW;
                    };
                case VERY_UNLIKELY ->
                    switch (impact) {
                        case VERY_LOW -> Level.VERY_LOW;
                        case LOW, MODERATE, HIGH -> Level.LOW;
                        case VERY_HIGH -> Level.MODERATE;
                    };
                case UNLIKELY, ROUGHLY_EVEN_CHANCE, LIKELY ->
                    switch (impact) {
                        case VERY_LOW -> Level.VERY_LOW;
                        case LOW -> Level.LOW;
                        case MODERATE, HIGH -> Level.MODERATE;
                        case VERY_HIGH -> Level.HIGH;
                    };
                case VERY_LIKELY, ALMOST_CERTAIN -> impact;
            };
        }
    }

    /// Of an impact (NIST SP 800-30 Rev. 1, table H-3) and of a risk (table I-3).
    public enum Level {
        VERY_LOW,
        LOW,
        MODERATE,
        HIGH,
        VERY_HIGH
    }
}
