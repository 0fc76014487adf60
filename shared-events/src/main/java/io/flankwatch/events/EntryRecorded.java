package io.flankwatch.events;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.flankwatch.events.Casualty.Grade;
import io.flankwatch.events.Incursion.Target;
import io.flankwatch.events.Protocol.LegalBasis;
import io.flankwatch.events.Protocol.State;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An entry of a timeline was recorded: something that happened, as sources tell it.
public sealed interface EntryRecorded extends CaseEvent {

    Entry entry();

    EntryKind kind();

    /// The same under a marking of its own.
    EntryRecorded marked(Marking marking);

    /// The marking that it has by itself, whatever it refers to; absent: that of its case.
    default @Nullable Marking ownMarking() {
        return entry().marking();
    }

    /// Objects crossed a border or struck.
    ///
    /// @param model        as stated
    /// @param count        how many
    /// @param outcomes     what became of them; several for one raid
    /// @param attributions who says whose they were
    /// @param response     what the defence could do and did: authorisation and use are separate facts
    record IncursionReported(
            @JsonUnwrapped Entry entry,
            ObjectType objectType,
            @Nullable String model,
            @Nullable Quantity count,
            List<Incursion.OutcomeCount> outcomes,
            @Nullable Target target,
            @Nullable String damage,
            List<Incursion.Attribution> attributions,
            List<Incursion.ResponseStep> response,
            List<Incursion.Effect> effects)
            implements EntryRecorded {

        public IncursionReported {
            Check.required(entry, "entry");
            Check.required(objectType, "objectType");
            Check.optionalText(model, "model");
            outcomes = Check.list(outcomes, "outcomes");
            Check.optionalText(damage, "damage");
            attributions = Check.list(attributions, "attributions");
            response = Check.list(response, "response");
            effects = Check.list(effects, "effects");
        }

        @Override
        public IncursionReported marked(Marking marking) {
            return new IncursionReported(
                    entry.marked(marking), objectType, model, count, outcomes, target, damage, attributions, response, effects);
        }

        @Override
        public EntryKind kind() {
            return EntryKind.INCURSION;
        }
    }

    /// One source's claim about people harmed.
    ///
    /// @param about the entries it is about; empty where the scope is CASE
    /// @param claim how many, as stated
    record CasualtyRecorded(
            @JsonUnwrapped Entry entry,
            Casualty.Scope scope,
            List<UUID> about,
            Casualty.Metric metric,
            @JsonUnwrapped Quantity claim,
            List<Casualty.Part> breakdown,
            @Nullable Grade grade)
            implements EntryRecorded {

        public CasualtyRecorded {
            Check.required(entry, "entry");
            Check.required(scope, "scope");
            about = Check.list(about, "about");
            Check.required(metric, "metric");
            Check.required(claim, "claim");
            breakdown = Check.list(breakdown, "breakdown");
            Check.that(scope == Casualty.Scope.ENTRIES ? !about.isEmpty() : about.isEmpty(), "about", "names entries where, and only where, the scope is ENTRIES");
        }

        @Override
        public CasualtyRecorded marked(Marking marking) {
            return new CasualtyRecorded(
                    entry.marked(marking), scope, about, metric, claim, breakdown, grade);
        }

        @Override
        public EntryKind kind() {
            return EntryKind.CASUALTY;
        }
    }

    /// Anything else that happened.
    record DevelopmentRecorded(@JsonUnwrapped Entry entry) implements EntryRecorded {

        public DevelopmentRecorded {
            Check.required(entry, "entry");
        }

        @Override
        public DevelopmentRecorded marked(Marking marking) {
            return new DevelopmentRecorded(entry.marked(marking));
        }

        @Override
        public EntryKind kind() {
            return EntryKind.DEVELOPMENT;
        }
    }

    /// Somebody reacted.
    ///
    /// @param actor        state, body or organisation
    /// @param speaker      who spoke for it
    /// @param towards      whom it is addressed to
    /// @param inResponseTo the entry it reacts to
    record ReactionRecorded(
            @JsonUnwrapped Entry entry,
            String actor,
            @Nullable String speaker,
            @Nullable String speakerRole,
            @Nullable String towards,
            @Nullable UUID inResponseTo,
            Reaction.Stance stance,
            Reaction.Act act)
            implements EntryRecorded {

        public ReactionRecorded {
            Check.required(entry, "entry");
            Check.text(actor, "actor");
            Check.optionalText(speaker, "speaker");
            Check.optionalText(speakerRole, "speakerRole");
            Check.optionalText(towards, "towards");
            Check.required(stance, "stance");
            Check.required(act, "act");
        }

        @Override
        public ReactionRecorded marked(Marking marking) {
            return new ReactionRecorded(
                    entry.marked(marking), actor, speaker, speakerRole, towards, inResponseTo, stance, act);
        }

        @Override
        public EntryKind kind() {
            return EntryKind.REACTION;
        }
    }

    /// A meeting was called.
    ///
    /// @param body        who meets
    /// @param scheduled   when it is to be held; the entry's `occurred` is when it was called
    /// @param triggeredBy the entries that led to it
    record MeetingConvened(
            @JsonUnwrapped Entry entry, String body, @Nullable When scheduled, List<String> agenda, List<UUID> triggeredBy)
            implements EntryRecorded {

        public MeetingConvened {
            Check.required(entry, "entry");
            Check.text(body, "body");
            agenda = Check.list(agenda, "agenda");
            triggeredBy = Check.list(triggeredBy, "triggeredBy");
        }

        @Override
        public MeetingConvened marked(Marking marking) {
            return new MeetingConvened(
                    entry.marked(marking), body, scheduled, agenda, triggeredBy);
        }

        @Override
        public EntryKind kind() {
            return EntryKind.MEETING;
        }
    }

    /// A protocol took on a state: what may be done to a class of targets over a jurisdiction.
    ///
    /// @param protocolId     several protocols may stand side by side
    /// @param jurisdiction   ISO 3166-1 alpha-2
    /// @param effectiveFrom  from when it applies: its own dates, whatever its status
    /// @param effectiveUntil until when it applies, exclusive
    /// @param decidedBy      the meeting of the same case that decided it
    /// @param replaces       the protocol whose place it takes
    /// @param reason         why the status steps back
    /// @param previous       the protocol's state before, filled in by the ledger; absent for its first
    record InterceptProtocolChanged(
            @JsonUnwrapped Entry entry,
            UUID protocolId,
            String jurisdiction,
            Protocol.TargetClass targetClass,
            Protocol.Posture posture,
            Protocol.Status status,
            @Nullable String authority,
            @Nullable LegalBasis legalBasis,
            Protocol.Bound effectiveFrom,
            Protocol.Bound effectiveUntil,
            List<String> conditions,
            @Nullable UUID decidedBy,
            @Nullable UUID replaces,
            @Nullable String reason,
            @Nullable State previous)
            implements EntryRecorded {

        public InterceptProtocolChanged {
            Check.required(entry, "entry");
            Check.required(protocolId, "protocolId");
            Country.code(jurisdiction, "jurisdiction");
            Check.required(targetClass, "targetClass");
            Check.required(posture, "posture");
            Check.required(status, "status");
            Check.optionalText(authority, "authority");
            Check.required(effectiveFrom, "effectiveFrom");
            Check.required(effectiveUntil, "effectiveUntil");
            conditions = Check.list(conditions, "conditions");
            Check.optionalText(reason, "reason");
            Instant from = effectiveFrom.at();
            Instant until = effectiveUntil.at();
            Check.that(from == null || until == null || from.isBefore(until), "effectiveUntil", "must be after effectiveFrom");
        }

        public Protocol.State state() {
            return new Protocol.State(posture, status, authority, legalBasis, effectiveFrom, effectiveUntil, conditions);
        }

        @Override
        public InterceptProtocolChanged marked(Marking marking) {
            return new InterceptProtocolChanged(
                    entry.marked(marking), protocolId, jurisdiction, targetClass, posture, status, authority, legalBasis, effectiveFrom, effectiveUntil,
                    conditions, decidedBy, replaces, reason, previous);
        }

        @Override
        public EntryKind kind() {
            return EntryKind.PROTOCOL_CHANGE;
        }
    }

    /// An analyst's working note: what they think about the case, and not what happened. It counts in no figure.
    ///
    /// @param about the entries that it is about; empty where it is about the case
    record NoteAdded(@JsonUnwrapped Entry entry, String text, List<UUID> about) implements EntryRecorded {

        public NoteAdded {
            Check.required(entry, "entry");
            Check.text(text, "text");
            about = Check.list(about, "about");
        }

        @Override
        public NoteAdded marked(Marking marking) {
            return new NoteAdded(
                    entry.marked(marking), text, about);
        }

        @Override
        public EntryKind kind() {
            return EntryKind.NOTE;
        }

        /// Working notes stay within the organisation unless their author says otherwise.
        @Override
        public Marking ownMarking() {
            return entry.marking() == null ? Marking.AMBER_STRICT : entry.marking();
        }
    }
}
