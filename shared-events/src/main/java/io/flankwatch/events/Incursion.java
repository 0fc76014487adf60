package io.flankwatch.events;

import org.jspecify.annotations.Nullable;

/// The parts of a reported incursion.
public final class Incursion {

    private Incursion() {}

    public enum Outcome {
        OVERFLIGHT,
        EXITED,
        CRASHED,
        IMPACT_DETONATED,
        IMPACT_UNEXPLODED,
        SHOT_DOWN,
        EW_NEUTRALISED,
        TAKEN_OVER,
        DEBRIS_ONLY,
        TRACK_LOST,
        UNRESOLVED
    }

    /// @param count how many of the objects; absent where the source does not say
    public record OutcomeCount(Outcome outcome, @Nullable Quantity count) {

        public OutcomeCount {
            Check.required(outcome, "outcome");
        }
    }

    public enum TargetCategory {
        RESIDENTIAL,
        MEDICAL,
        EDUCATION,
        ENERGY,
        INDUSTRY,
        PORT,
        TRANSPORT,
        MILITARY,
        GOVERNMENT,
        OPEN_GROUND,
        OTHER,
        UNKNOWN
    }

    public record Target(TargetCategory category, @Nullable String description) {

        public Target {
            Check.required(category, "category");
            Check.optionalText(description, "description");
        }
    }

    public enum Says {
        CLAIMS,
        ATTRIBUTES,
        DENIES
    }

    /// @param actor whose it is said to have been
    /// @param by    who says so
    public record Attribution(String actor, String by, Says says, @Nullable Confidence confidence) {

        public Attribution {
            Check.text(actor, "actor");
            Check.text(by, "by");
            Check.required(says, "says");
        }
    }

    /// Steps of air policing, from detection to force.
    public enum Step {
        DETECTED,
        TRACKED,
        ALERTED_POPULATION,
        SCRAMBLED,
        INTERCEPTED,
        IDENTIFIED,
        ESCORTED,
        WARNED,
        JAMMED,
        TAKEN_CONTROL,
        ENGAGED
    }

    /// @param authorised    whether it was allowed; absent where the source does not say
    /// @param used          whether it was done; absent where the source does not say
    /// @param reasonNotUsed why it was allowed and not done
    public record ResponseStep(
            Step step,
            @Nullable Boolean authorised,
            @Nullable Boolean used,
            @Nullable String reasonNotUsed,
            @Nullable When at,
            @Nullable String by) {

        public ResponseStep {
            Check.required(step, "step");
            Check.optionalText(reasonNotUsed, "reasonNotUsed");
            Check.optionalText(by, "by");
        }
    }

    public enum EffectKind {
        AIRSPACE_CLOSED,
        AIRPORT_CLOSED,
        EVACUATION,
        POWER_CUT,
        TRAFFIC_STOPPED,
        OTHER
    }

    public record Effect(EffectKind effect, @Nullable When during, @Nullable String description) {

        public Effect {
            Check.required(effect, "effect");
            Check.optionalText(description, "description");
        }
    }
}
