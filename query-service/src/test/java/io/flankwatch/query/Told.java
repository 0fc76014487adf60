package io.flankwatch.query;

import io.flankwatch.events.AssessmentEvent.AssessmentDrafted;
import io.flankwatch.events.CaseFileEvent.CaseOpened;
import io.flankwatch.events.Casualty;
import io.flankwatch.events.Change;
import io.flankwatch.events.EntryEvent.MeetingCancelled;
import io.flankwatch.events.EntryRecorded.NoteAdded;
import io.flankwatch.events.EntryEvent.MeetingRescheduled;
import io.flankwatch.events.Condition;
import io.flankwatch.events.Entry;
import io.flankwatch.events.EntryEvent.MeetingConcluded;
import io.flankwatch.events.EntryRecorded.CasualtyRecorded;
import io.flankwatch.events.EntryRecorded.DevelopmentRecorded;
import io.flankwatch.events.EntryRecorded.IncursionReported;
import io.flankwatch.events.EntryRecorded.InterceptProtocolChanged;
import io.flankwatch.events.EntryRecorded.MeetingConvened;
import io.flankwatch.events.EntryRecorded.ReactionRecorded;
import io.flankwatch.events.Evidence;
import io.flankwatch.events.ExternalRef;
import io.flankwatch.events.Confidence;
import io.flankwatch.events.HypothesisEvent.Given;
import io.flankwatch.events.HypothesisEvent.HypothesisProposed;
import io.flankwatch.events.HypothesisEvent.LikelihoodEstimated;
import io.flankwatch.events.Incursion;
import io.flankwatch.events.IndicatorEvent.IndicatorDefined;
import io.flankwatch.events.IndicatorEvent.IndicatorExpired;
import io.flankwatch.events.IndicatorEvent.IndicatorJudged;
import io.flankwatch.events.Judgement.KeyJudgement;
import io.flankwatch.events.Judgement.Level;
import io.flankwatch.events.Judgement.Risk;
import io.flankwatch.events.Likelihood;
import io.flankwatch.events.Marking;
import io.flankwatch.events.ObjectType;
import io.flankwatch.events.Place;
import io.flankwatch.events.Precision;
import io.flankwatch.events.Protocol;
import io.flankwatch.events.Quantity;
import io.flankwatch.events.Reaction;
import io.flankwatch.events.Reliability;
import io.flankwatch.events.SealedPart;
import io.flankwatch.events.SourceEvent.CaptureAdded;
import io.flankwatch.events.SourceEvent.CustodyTransferred;
import io.flankwatch.events.SourceEvent.SourceChecked;
import io.flankwatch.events.SourceEvent.SourceCited;
import io.flankwatch.events.SourceEvent.SourceGraded;
import io.flankwatch.events.SourceUse;
import io.flankwatch.events.Vector;
import io.flankwatch.events.Verification;
import io.flankwatch.events.When;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Events as tests tell them.
final class Told {

    static final When UNKNOWN = new When(null, null, Precision.UNKNOWN, null, null, null);

    private Told() {}

    static CaseOpened opened(UUID caseId, String title, Marking marking) {
        return new CaseOpened(
                caseId, title, null, marking, List.of("RO"), List.of("exercise"), "lead", "analyst", List.of(new ExternalRef("ucdp", "2026-05")));
    }

    static When day(String day) {
        Instant start = Instant.parse(day + "T00:00:00Z");
        return new When(start, start.plusSeconds(86_399), Precision.DAY, null, "UTC", false);
    }

    static When between(@Nullable String earliest, @Nullable String latest) {
        return new When(
                earliest == null ? null : Instant.parse(earliest),
                latest == null ? null : Instant.parse(latest),
                Precision.APPROXIMATE,
                null,
                null,
                null);
    }

    static DevelopmentRecorded development(UUID entryId, When occurred) {
        return new DevelopmentRecorded(entry(entryId, occurred, null, List.of()));
    }

    static DevelopmentRecorded instead(UUID entryId, UUID supersedes, When occurred) {
        return new DevelopmentRecorded(entry(entryId, occurred, supersedes, List.of()));
    }

    static DevelopmentRecorded sourced(UUID entryId, When occurred, UUID sourceId) {
        return new DevelopmentRecorded(entry(entryId, occurred, null, List.of(new SourceUse(sourceId, "p. 3"))));
    }

    static IncursionReported raid(UUID entryId, When occurred, ObjectType object, List<Place> places, Incursion.Outcome... outcomes) {
        return raid(entry(entryId, occurred, null, List.of()), object, places, outcomes);
    }

    /// In the place of another.
    static IncursionReported raidInstead(UUID entryId, UUID supersedes, When occurred) {
        return raid(entry(entryId, occurred, supersedes, List.of()), ObjectType.UAV, List.of());
    }

    private static IncursionReported raid(Entry entry, ObjectType object, List<Place> places, Incursion.Outcome... outcomes) {
        return new IncursionReported(
                with(entry, entry.title(), places, entry.verification()),
                object,
                null,
                null,
                Stream.of(outcomes).map(outcome -> new Incursion.OutcomeCount(outcome, null)).toList(),
                null,
                null,
                List.of(),
                List.of(),
                List.of());
    }

    static IncursionReported corrected(IncursionReported before, String title, Verification verification) {
        return new IncursionReported(
                with(before.entry(), title, before.entry().places(), verification),
                before.objectType(),
                "=model",
                before.count(),
                before.outcomes(),
                before.target(),
                before.damage(),
                before.attributions(),
                before.response(),
                before.effects());
    }

    private static Entry with(Entry entry, @Nullable String title, List<Place> places, Verification verification) {
        return new Entry(
                entry.entryId(),
                entry.vector(),
                title,
                entry.description(),
                entry.occurred(),
                places,
                entry.sources(),
                entry.unsourced(),
                entry.quotations(),
                verification,
                entry.confidence(),
                entry.marking(),
                entry.supersedes(),
                List.of(reference(entry.entryId())));
    }

    /// As another system calls the entry.
    static ExternalRef reference(UUID entryId) {
        return new ExternalRef("raids", entryId.toString());
    }

    static Place place(double lat, double lon) {
        return new Place(Place.Role.IMPACT, new Place.Point(lat, lon), 500.0, Place.Extent.NEAR, null, List.of(), null, null);
    }

    static Place place(String country) {
        return new Place(Place.Role.ENTRY, null, null, null, null, List.of(), country, null);
    }

    static CasualtyRecorded injured(UUID entryId, Quantity claim, UUID... about) {
        return new CasualtyRecorded(
                entry(entryId, UNKNOWN, null, List.of()),
                about.length == 0 ? Casualty.Scope.CASE : Casualty.Scope.ENTRIES,
                List.of(about),
                Casualty.Metric.INJURED,
                claim,
                List.of(),
                null);
    }

    static SourceCited cited(UUID sourceId, String title) {
        return cited(sourceId, title, null);
    }

    static SourceCited copied(UUID sourceId, @Nullable UUID copiesFrom) {
        return cited(sourceId, "A source", copiesFrom);
    }

    private static SourceCited cited(UUID sourceId, String title, @Nullable UUID copiesFrom) {
        return new SourceCited(
                sourceId, "https://example.org/" + sourceId, null, title, "Agerpres", null, null, "ro", Reliability.B, 2, copiesFrom, null, List.of());
    }

    static CaptureAdded captured(UUID sourceId, UUID captureId) {
        return new CaptureAdded(
                sourceId,
                captureId,
                new Evidence.Capture(
                        Evidence.Kind.HTML, "0".repeat(64), 17L, "text/html", day("2026-05-29"), "browser", "3", 200, "ana", null, null, null, null, null, null));
    }

    static SourceChecked checked(UUID sourceId, Evidence.CheckResult result) {
        return new SourceChecked(sourceId, result, null, day("2026-05-30"), "looked");
    }

    static SourceGraded graded(UUID sourceId, Reliability reliability, int credibility) {
        return new SourceGraded(sourceId, reliability, Reliability.B, credibility, 2, "read again");
    }

    static CustodyTransferred handed(UUID sourceId, Evidence.Action action) {
        return new CustodyTransferred(sourceId, null, action, "store", "ana", "kept", null);
    }

    static ReactionRecorded reaction(UUID entryId, When occurred, @Nullable UUID inResponseTo) {
        return new ReactionRecorded(
                entry(entryId, occurred, null, List.of()), "NATO", "the spokesperson", null, "RU", inResponseTo, Reaction.Stance.CONDEMNS, Reaction.Act.STATEMENT);
    }

    static MeetingConvened meeting(UUID entryId, When called) {
        return new MeetingConvened(entry(entryId, called, null, List.of()), "CSAT", null, List.of("air defence"), List.of());
    }

    static MeetingConvened meeting(UUID entryId, When scheduled, @Nullable UUID supersedes) {
        return new MeetingConvened(entry(entryId, UNKNOWN, supersedes, List.of()), "CSAT", scheduled, List.of(), List.of());
    }

    static MeetingRescheduled rescheduled(UUID meetingId, @Nullable When before, When after) {
        return new MeetingRescheduled(meetingId, new Change<>(before, after), "fog", List.of());
    }

    static MeetingCancelled cancelled(UUID meetingId) {
        return new MeetingCancelled(meetingId, "called off", List.of());
    }

    static MeetingConcluded adjourned(UUID meetingId) {
        return new MeetingConcluded(meetingId, day("2026-05-29"), MeetingConcluded.Outcome.ADJOURNED, List.of(), null, List.of(), "told");
    }

    /// Something is sealed about each of these, and opens for nobody.
    static DevelopmentRecorded mentioning(DevelopmentRecorded development, List<UUID> persons) {
        Entry entry = development.entry();
        return new DevelopmentRecorded(new Entry(
                entry.entryId(),
                entry.vector(),
                entry.title(),
                entry.description(),
                entry.occurred(),
                entry.places(),
                entry.sources(),
                entry.unsourced(),
                entry.quotations(),
                entry.verification(),
                entry.confidence(),
                entry.marking(),
                entry.supersedes(),
                entry.externalRefs(),
                persons.stream().map(person -> new SealedPart(person, "c2VhbGVk")).toList()));
    }

    static NoteAdded note(UUID entryId, String text, UUID... about) {
        return new NoteAdded(entry(entryId, UNKNOWN, null, List.of()), text, List.of(about));
    }

    static MeetingConcluded concluded(UUID meetingId) {
        return new MeetingConcluded(
                meetingId, day("2026-05-30"), MeetingConcluded.Outcome.DECIDED, List.of("kinetic interception"), null, List.of(), "told");
    }

    static InterceptProtocolChanged protocol(UUID entryId, UUID protocolId, Protocol.Posture posture, Protocol.Status status, Protocol.Bound from) {
        return protocol(entryId, protocolId, "RO", posture, status, from);
    }

    static InterceptProtocolChanged protocol(
            UUID entryId, UUID protocolId, String jurisdiction, Protocol.Posture posture, Protocol.Status status, Protocol.Bound from) {
        return new InterceptProtocolChanged(
                entry(entryId, day("2026-05-30"), null, List.of()),
                protocolId,
                jurisdiction,
                Protocol.TargetClass.UNCREWED,
                posture,
                status,
                "CSAT",
                null,
                from,
                new Protocol.Bound(Protocol.Bound.Kind.OPEN, null),
                List.of(),
                null,
                null,
                null,
                null);
    }

    static IndicatorDefined indicator(UUID indicatorId) {
        return new IndicatorDefined(
                indicatorId,
                "The meeting changes the protocol to kinetic interception",
                "analyst",
                IndicatorDefined.Scope.CASE,
                new Condition.ProtocolReaches("RO", Protocol.Posture.KINETIC_ENGAGE, Protocol.Status.IN_FORCE, null, null),
                Instant.parse("2026-12-31T00:00:00Z"),
                null,
                List.of());
    }

    static IndicatorJudged judged(UUID indicatorId, IndicatorJudged.Ruling ruling, UUID evidence) {
        return new IndicatorJudged(indicatorId, ruling, List.of(evidence), "it is so", false);
    }

    static IndicatorExpired expired(UUID indicatorId) {
        return new IndicatorExpired(indicatorId, Instant.parse("2026-12-31T00:00:00Z"));
    }

    static HypothesisProposed hypothesis(UUID hypothesisId, String statement) {
        return new HypothesisProposed(hypothesisId, statement, null, null);
    }

    static LikelihoodEstimated estimate(UUID hypothesisId, String analyst, Likelihood likelihood, @Nullable Given given) {
        return new LikelihoodEstimated(hypothesisId, analyst, likelihood, Confidence.MODERATE, null, given, "so it looks");
    }

    static AssessmentDrafted assessment(UUID assessmentId, @Nullable UUID replaces, List<UUID> hypotheses, List<UUID> evidence) {
        return new AssessmentDrafted(
                assessmentId,
                "ana",
                null,
                List.of(new KeyJudgement("It will be engaged", Likelihood.LIKELY, null, hypotheses, evidence)),
                "more of it",
                List.of(new Risk("debris", Likelihood.UNLIKELY, Level.VERY_HIGH)),
                List.of("watch"),
                replaces,
                null);
    }

    static DevelopmentRecorded corrected(
            DevelopmentRecorded before, When occurred, String title, Verification verification, @Nullable UUID supersedes) {
        Entry entry = before.entry();
        return new DevelopmentRecorded(new Entry(
                entry.entryId(),
                entry.vector(),
                title,
                entry.description(),
                occurred,
                entry.places(),
                entry.sources(),
                entry.unsourced(),
                entry.quotations(),
                verification,
                entry.confidence(),
                entry.marking(),
                supersedes,
                entry.externalRefs()));
    }

    private static Entry entry(UUID entryId, When occurred, @Nullable UUID supersedes, List<SourceUse> sources) {
        return new Entry(
                entryId,
                Vector.MILITARY,
                "What happened",
                null,
                occurred,
                List.of(),
                sources,
                sources.isEmpty() ? "told" : null,
                List.of(),
                Verification.UNVERIFIED,
                null,
                null,
                supersedes,
                List.of());
    }
}
