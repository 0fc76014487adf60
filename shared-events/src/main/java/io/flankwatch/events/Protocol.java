package io.flankwatch.events;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The parts of an intercept protocol: what may be done to a class of targets over a jurisdiction.
public final class Protocol {

    private Protocol() {}

    /// The posture ladder, lowest first. UNKNOWN, where the source does not say, is below every step: it reaches none.
    public enum Posture {
        UNKNOWN,
        DETECT,
        TRACK,
        IDENTIFY,
        SHADOW_ESCORT,
        WARN,
        SOFT_KILL_EW,
        TAKE_CONTROL,
        KINETIC_ENGAGE
    }

    /// How far a protocol has come; RESCINDED ends it from anywhere.
    public enum Status {
        RUMOURED,
        PROPOSED,
        ADOPTED,
        IN_FORCE,
        RESCINDED;

        /// Whether a protocol in this status has come as far as the other; a rescinded one has come nowhere.
        public boolean reaches(Status other) {
            return this != RESCINDED && compareTo(other) >= 0;
        }
    }

    /// UNKNOWN where the source does not say.
    public enum TargetClass {
        UNKNOWN,
        UNCREWED,
        CREWED_MILITARY,
        CREWED_CIVIL
    }

    /// @param textSha256 of the legal text as published, lower-case hex
    public record LegalBasis(String title, @Nullable String url, @Nullable String textSha256) {

        public LegalBasis {
            Check.text(title, "title");
            Check.url(url, "url");
            Check.sha256(textSha256, "textSha256");
        }
    }

    /// One end of the time in which a protocol applies.
    public record Bound(Kind kind, @Nullable Instant at) {

        public Bound {
            Check.required(kind, "kind");
            Check.instant(at, "at");
            Check.that((kind == Kind.AT) == (at != null), "at", "is given where, and only where, the kind is AT");
        }

        /// OPEN: there is none. UNKNOWN: the source does not say.
        public enum Kind {
            AT,
            OPEN,
            UNKNOWN
        }

        public static Bound unknown() {
            return new Bound(Kind.UNKNOWN, null);
        }
    }

    /// What a protocol says at one moment.
    public record State(
            Posture posture,
            Status status,
            @Nullable String authority,
            @Nullable LegalBasis legalBasis,
            Bound effectiveFrom,
            Bound effectiveUntil,
            List<String> conditions) {

        public State {
            Check.required(posture, "posture");
            Check.required(status, "status");
            Check.required(effectiveFrom, "effectiveFrom");
            Check.required(effectiveUntil, "effectiveUntil");
            conditions = Check.list(conditions, "conditions");
        }
    }
}
