package io.flankwatch.query;

import io.flankwatch.events.AssessmentEvent.AssessmentApproved;
import io.flankwatch.events.AssessmentEvent.AssessmentDrafted;
import io.flankwatch.events.AssessmentEvent.AssessmentReturned;
import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.CaseFileEvent.AnalystAssigned;
import io.flankwatch.events.CaseFileEvent.AnalystRemoved;
import io.flankwatch.events.CaseFileEvent.CaseClosed;
import io.flankwatch.events.CaseFileEvent.CaseDetailsChanged;
import io.flankwatch.events.CaseFileEvent.CaseMarkingChanged;
import io.flankwatch.events.CaseFileEvent.CaseReopened;
import io.flankwatch.events.CaseFileEvent.CasesLinked;
import io.flankwatch.events.CaseFileEvent.CasesUnlinked;
import io.flankwatch.events.CaseLink.Relation;
import io.flankwatch.events.Change;
import io.flankwatch.events.Consistency;
import io.flankwatch.events.Entry;
import io.flankwatch.events.EntryEvent.ConclusionRevised;
import io.flankwatch.events.EntryEvent.EntriesLinked;
import io.flankwatch.events.EntryEvent.EntriesUnlinked;
import io.flankwatch.events.EntryEvent.EntryMarkingChanged;
import io.flankwatch.events.EntryEvent.EntryReinstated;
import io.flankwatch.events.EntryEvent.EntryRetracted;
import io.flankwatch.events.EntryEvent.EntryRevised;
import io.flankwatch.events.EntryEvent.MeetingConcluded;
import io.flankwatch.events.EntryEvent.RedactionProposed;
import io.flankwatch.events.EntryLink;
import io.flankwatch.events.EntryRecorded;
import io.flankwatch.events.EntryRecorded.DevelopmentRecorded;
import io.flankwatch.events.EntryRecorded.IncursionReported;
import io.flankwatch.events.ErasureGround;
import io.flankwatch.events.Evidence;
import io.flankwatch.events.HypothesisEvent.EvidenceWeighed;
import io.flankwatch.events.HypothesisEvent.Given;
import io.flankwatch.events.HypothesisEvent.HypothesisResolved;
import io.flankwatch.events.HypothesisEvent.HypothesisRevised;
import io.flankwatch.events.HypothesisEvent.Resolution;
import io.flankwatch.events.Incursion;
import io.flankwatch.events.IndicatorEvent.IndicatorJudged.Ruling;
import io.flankwatch.events.IndicatorEvent.IndicatorMet;
import io.flankwatch.events.IndicatorEvent.IndicatorReopened;
import io.flankwatch.events.IndicatorEvent.IndicatorWithdrawn;
import io.flankwatch.events.Likelihood;
import io.flankwatch.events.Marking;
import io.flankwatch.events.ObjectType;
import io.flankwatch.events.PersonEvent.PersonErased;
import io.flankwatch.events.Place;
import io.flankwatch.events.Protocol;
import io.flankwatch.events.Quantity;
import io.flankwatch.events.Reliability;
import io.flankwatch.events.Verification;
import io.flankwatch.events.When;
import io.flankwatch.query.reading.Mentioned;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/// A case in which anything happens, in an order that a case allows; always the same for the same seed.
final class RandomHistory {

    private final Random random;
    /// Apart from the rest, which is as it would be without it.
    private final Random mentions;
    /// Those who were not erased.
    private final List<UUID> persons = new ArrayList<>(List.of(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID()));
    private final List<RedactionProposed> proposals = new ArrayList<>();
    private final List<UUID> entries = new ArrayList<>();
    private final List<UUID> retractable = new ArrayList<>();
    private final List<UUID> retracted = new ArrayList<>();
    private final Map<UUID, DevelopmentRecorded> said = new LinkedHashMap<>();
    private final List<IncursionReported> raids = new ArrayList<>();
    private final List<UUID> developments = new ArrayList<>();
    private final List<UUID> meetings = new ArrayList<>();
    private final List<MeetingConcluded> ended = new ArrayList<>();
    private final List<EntriesLinked> links = new ArrayList<>();
    private final Map<UUID, Marking> own = new HashMap<>();
    /// The effective ones, of entries and assessments.
    private final Map<UUID, Marking> markings = new HashMap<>();
    private final Map<UUID, List<UUID>> evidence = new HashMap<>();
    private final List<UUID> sources = new ArrayList<>();
    private final List<UUID> indicators = new ArrayList<>();
    private final List<UUID> protocols = new ArrayList<>();
    private final List<UUID> hypotheses = new ArrayList<>();
    private final List<UUID> assessments = new ArrayList<>();

    private final UUID caseId;
    private String title;
    private Marking marking = Marking.GREEN;
    private boolean assigned;
    private boolean linked;
    private boolean closed;

    private RandomHistory(long seed, UUID caseId) {
        random = new Random(seed);
        mentions = new Random(~seed);
        this.caseId = caseId;
        title = "Case " + seed;
    }

    static List<Step> of(long seed, UUID caseId, int length) {
        RandomHistory history = new RandomHistory(seed, caseId);
        List<Step> steps = new ArrayList<>();
        steps.add(new Step.Happened(Marking.GREEN, Told.opened(caseId, "Case " + seed, Marking.GREEN)));
        while (steps.size() < length - 2) {
            steps.add(history.step());
        }
        // Whoever is cleared for GREEN sees it again in the end.
        steps.add(new Step.Happened(Marking.GREEN, history.marking == Marking.GREEN ? history.development() : history.remarked()));
        steps.add(new Step.Happened(Marking.GREEN, new CaseClosed("done", true)));
        return steps;
    }

    private Step step() {
        Marking least = random.nextInt(4) == 0 ? Marking.AMBER : Marking.GREEN;
        return switch (random.nextInt(20)) {
            case 0 -> new Step.Issued(Marking.strictest(marking, least), id(), any(new String[] {"text/html", "application/pdf"}));
            case 1, 2 -> said.isEmpty() || (!proposals.isEmpty() && random.nextBoolean()) ? agreed(least) : happened(least, proposed(any(List.copyOf(said.keySet()))));
            case 3 -> persons.size() == 1 || random.nextBoolean() ? happened(least, development()) : new Step.Erased(new PersonErased(taken(persons), any(ErasureGround.values())));
            default -> happened(least, next());
        };
    }

    /// Under the strictest of this, the case's marking, and those of what it tells of.
    private Step happened(Marking least, CaseEvent event) {
        Marking effective = Marking.strictest(marking, least);
        for (UUID mentioned : Mentioned.by(event)) {
            effective = Marking.strictest(effective, effective(mentioned));
        }
        switch (event) {
            case EntryRecorded recorded -> markings.put(recorded.entry().entryId(), effective);
            case AssessmentDrafted drafted -> {
                markings.put(drafted.assessmentId(), effective);
                evidence.put(drafted.assessmentId(), Mentioned.by(drafted));
            }
            case CaseEvent _ -> {}
        }
        return new Step.Happened(effective, event);
    }

    private Marking effective(UUID id) {
        Marking effective = markings.getOrDefault(id, Marking.CLEAR);
        for (UUID rest : evidence.getOrDefault(id, List.of())) {
            effective = Marking.strictest(effective, effective(rest));
        }
        return effective;
    }

    private RedactionProposed proposed(UUID entry) {
        proposals.add(new RedactionProposed(entry, "a name", List.of("/title"), "sue"));
        return proposals.getLast();
    }

    private Step agreed(Marking least) {
        if (proposals.isEmpty()) {
            return happened(least, development());
        }
        RedactionProposed proposal = proposals.getLast();
        proposals.removeIf(other -> other.entryId().equals(proposal.entryId()));
        // Nobody knows any more what it said.
        said.remove(proposal.entryId());
        return new Step.Redacted(Marking.strictest(Marking.strictest(marking, least), effective(proposal.entryId())), proposal);
    }

    private CaseMarkingChanged remarked() {
        Marking before = marking;
        marking = before == Marking.GREEN ? Marking.AMBER : Marking.GREEN;
        return new CaseMarkingChanged(before, marking, "it is so");
    }

    private CaseEvent next() {
        return switch (random.nextInt(47)) {
            case 0 -> cited();
            case 1 -> watched();
            case 2 -> convened();
            case 3, 19, 25, 43 -> meetings.isEmpty() ? convened() : held(meetings.getLast());
            case 27, 28 -> entries.size() < 2 ? development() : link();
            case 29, 30 -> entries.isEmpty() ? development() : marked(any(entries));
            case 31, 32 -> hypotheses.isEmpty() ? proposed() : judged(any(hypotheses));
            case 33 -> hypotheses.isEmpty() ? proposed() : weighed(any(hypotheses));
            case 34 -> drafted();
            case 46 -> assessments.isEmpty() ? drafted() : ruled(assessments.getLast());
            case 35, 36 -> raid(recorded(id()));
            case 37 -> raids.isEmpty() ? raid(recorded(id())) : corrected(any(raids));
            case 26 -> Told.note(recorded(id()), "think", entries.isEmpty() ? new UUID[0] : new UUID[] {entries.getFirst()});
            case 4, 5 -> {
                if (retractable.isEmpty()) {
                    yield development();
                }
                retracted.add(taken(retractable));
                yield new EntryRetracted(retracted.getLast(), "wrong");
            }
            case 20, 21 -> {
                if (retracted.isEmpty()) {
                    yield development();
                }
                retractable.add(taken(retracted));
                yield new EntryReinstated(retractable.getLast(), "right");
            }
            case 22, 23, 24 -> said.isEmpty() ? development() : revision();
            case 6, 7 -> {
                if (developments.isEmpty()) {
                    yield development();
                }
                UUID before = taken(developments);
                UUID successor = recorded(id());
                developments.add(successor);
                yield told(Told.instead(successor, before, when()));
            }
            case 8 -> entries.isEmpty()
                    ? development()
                    : Told.injured(recorded(id()), new Quantity((long) random.nextInt(3), null, null, null), any(entries));
            case 9 -> {
                UUID protocol = protocols.isEmpty() || random.nextBoolean() ? id() : any(protocols);
                protocols.add(protocol);
                yield Told.protocol(
                        recorded(id()),
                        protocol,
                        any(Protocol.Posture.values()),
                        any(Protocol.Status.values()),
                        Protocol.Bound.unknown());
            }
            case 10 -> indicators.isEmpty() || entries.isEmpty() ? watched() : new IndicatorMet(indicators.getFirst(), entries.getLast(), false, null);
            case 11 -> indicators.isEmpty() || entries.isEmpty() ? watched() : new IndicatorReopened(indicators.getFirst(), entries.getLast(), null);
            case 38, 44 -> indicators.isEmpty() || entries.isEmpty() ? watched() : Told.judged(any(indicators), any(Ruling.values()), entries.getLast());
            case 39 -> indicators.isEmpty() ? watched() : Told.expired(any(indicators));
            case 40, 41 -> Told.reaction(recorded(id()), when(), entries.getFirst());
            case 42 -> remarked();
            case 12 -> indicators.isEmpty() ? watched() : new IndicatorWithdrawn(indicators.getFirst(), "moot");
            case 13 -> {
                String before = title;
                title = "Case " + random.nextInt();
                yield new CaseDetailsChanged(new Change<>(before, title), null, null, null, null, null);
            }
            case 14 -> {
                assigned = !assigned;
                yield assigned ? new AnalystAssigned("mia") : new AnalystRemoved("mia");
            }
            case 15 -> {
                // To itself, so that both sides of the link are looked at.
                linked = !linked;
                yield linked ? new CasesLinked(caseId, Relation.PART_OF) : new CasesUnlinked(caseId, Relation.PART_OF);
            }
            case 16 -> {
                closed = !closed;
                yield closed ? new CaseClosed("done", false) : new CaseReopened("news");
            }
            case 17, 18, 45 -> sources.isEmpty() ? cited() : kept(any(sources));
            default -> development();
        };
    }

    private CaseEvent cited() {
        UUID copied = sources.isEmpty() || random.nextBoolean() ? null : any(sources);
        sources.add(id());
        return Told.copied(sources.getLast(), copied);
    }

    private CaseEvent watched() {
        indicators.add(id());
        return Told.indicator(indicators.getLast());
    }

    private CaseEvent convened() {
        UUID meeting = id();
        meetings.add(meeting);
        return Told.meeting(recorded(meeting), when());
    }

    private CaseEvent proposed() {
        hypotheses.add(id());
        return Told.hypothesis(hypotheses.getLast(), "h");
    }

    private CaseEvent judged(UUID hypothesis) {
        return switch (random.nextInt(5)) {
            case 0 -> proposed();
            case 1 -> HypothesisRevised.of(Told.hypothesis(hypothesis, "h"), Told.hypothesis(hypothesis, "h " + random.nextInt()), "r");
            case 2, 3 -> Told.estimate(
                    hypothesis, "ana", any(Likelihood.values()), indicators.isEmpty() ? null : new Given(indicators.getFirst(), any(Given.Outcome.values())));
            default -> new HypothesisResolved(hypothesis, Resolution.MOOT, Resolution.UNRESOLVED, List.of(), "r");
        };
    }

    private CaseEvent weighed(UUID hypothesis) {
        return entries.isEmpty()
                ? development()
                : new EvidenceWeighed(hypothesis, any(entries), any(Consistency.values()), null);
    }

    private CaseEvent drafted() {
        UUID before = assessments.isEmpty() || random.nextBoolean() ? null : assessments.getLast();
        assessments.add(id());
        return Told.assessment(assessments.getLast(), before, hypotheses, entries.isEmpty() ? List.of() : List.of(entries.getLast()));
    }

    private CaseEvent ruled(UUID assessment) {
        return random.nextBoolean()
                ? new AssessmentApproved(assessment, "mira", null, List.of())
                : new AssessmentReturned(assessment, "r");
    }

    /// A step of a meeting, its end sometimes.
    private CaseEvent held(UUID meeting) {
        return switch (random.nextInt(8)) {
            case 0 -> Told.rescheduled(meeting, null, Told.between(null, "2027-01-01T00:00:00Z"));
            case 1 -> Told.adjourned(meeting);
            case 2 -> Told.cancelled(meetings.removeLast());
            case 3, 4 -> {
                MeetingConcluded concluded = Told.concluded(meetings.removeLast());
                ended.add(concluded);
                yield concluded;
            }
            default -> ended.isEmpty() ? convened() : ConclusionRevised.of(ended.removeLast(), null, "not yet");
        };
    }

    /// Made, or taken away again.
    private CaseEvent link() {
        if (!links.isEmpty() && random.nextBoolean()) {
            EntriesLinked made = links.remove(random.nextInt(links.size()));
            return new EntriesUnlinked(made.entryId(), made.relation(), null, made.otherId(), null);
        }
        // From the later to the earlier, so that nothing comes to be a part of itself.
        int later = 1 + random.nextInt(entries.size() - 1);
        EntriesLinked made = new EntriesLinked(
                entries.get(later), any(EntryLink.Relation.values()), null, entries.get(random.nextInt(later)), null);
        if (links.contains(made)) {
            return development();
        }
        links.add(made);
        return made;
    }

    private EntryMarkingChanged marked(UUID entry) {
        Marking before = own.get(entry);
        Marking after = before == Marking.AMBER ? Marking.GREEN : Marking.AMBER;
        own.put(entry, after);
        Marking effective = Marking.strictest(marking, after);
        markings.put(entry, effective);
        return new EntryMarkingChanged(entry, before, after, effective, List.of(), "it is so");
    }

    private CaseEvent kept(UUID source) {
        return switch (random.nextInt(4)) {
            case 0 -> Told.captured(source, id());
            case 1 -> Told.checked(source, any(Evidence.CheckResult.values()));
            case 2 -> Told.graded(source, any(Reliability.values()), 1 + random.nextInt(6));
            default -> Told.handed(source, any(Evidence.Action.values()));
        };
    }

    private CaseEvent development() {
        UUID entry = recorded(id());
        developments.add(entry);
        return told(
                sources.isEmpty() || random.nextBoolean()
                        ? Told.development(entry, when())
                        : Told.sourced(entry, when(), any(sources)));
    }

    /// Of another time, sometimes a false alarm, sometimes no longer in the place of another, which is free again.
    private EntryRevised revision() {
        List<DevelopmentRecorded> all = List.copyOf(said.values());
        DevelopmentRecorded before = any(all);
        Entry entry = before.entry();
        UUID place = entry.supersedes();
        boolean leaves = place != null && random.nextBoolean();
        if (leaves) {
            developments.add(place);
        }
        Verification verification = any(Verification.values());
        DevelopmentRecorded after = Told.corrected(
                before, random.nextBoolean() ? entry.occurred() : when(), "What happened, " + random.nextInt(), verification, leaves ? null : place);
        return EntryRevised.of(before, told(after), "corrected");
    }

    private IncursionReported raid(UUID entry) {
        List<Place> places = random.nextBoolean()
                ? List.of()
                : List.of(Told.place(random.nextInt(90), random.nextInt(180)), Told.place(any(new String[] {"RO", "PL", "LT"})));
        IncursionReported raid = Told.raid(entry, Told.day("2026-%02d-17".formatted(1 + random.nextInt(12))), any(ObjectType.values()), places, any(Incursion.Outcome.values()));
        raids.removeIf(before -> before.entry().entryId().equals(entry));
        raids.add(raid);
        return raid;
    }

    private EntryRevised corrected(IncursionReported before) {
        return EntryRevised.of(before, raid(before.entry().entryId()), "corrected " + random.nextInt());
    }

    private DevelopmentRecorded told(DevelopmentRecorded development) {
        List<UUID> mentioned = persons.stream().filter(person -> mentions.nextInt(4) == 0).toList();
        DevelopmentRecorded told = Told.mentioning(development, mentioned);
        said.put(told.entry().entryId(), told);
        return told;
    }

    private UUID recorded(UUID entry) {
        entries.add(entry);
        retractable.add(entry);
        return entry;
    }

    private UUID taken(List<UUID> from) {
        return from.remove(random.nextInt(from.size()));
    }

    private When when() {
        Instant start = Instant.parse("2026-01-01T00:00:00Z").plus(random.nextInt(200), ChronoUnit.DAYS);
        String earliest = start.toString();
        String latest = start.plus(random.nextInt(60), ChronoUnit.HOURS).toString();
        return switch (random.nextInt(6)) {
            case 0 -> Told.UNKNOWN;
            case 1 -> Told.between(earliest, null);
            case 2 -> Told.between(null, latest);
            default -> Told.between(earliest, latest);
        };
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private <T> T any(T[] values) {
        return values[random.nextInt(values.length)];
    }

    private UUID id() {
        return new UUID(random.nextLong(), random.nextLong());
    }
}
