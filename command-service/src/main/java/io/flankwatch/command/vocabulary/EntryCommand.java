package io.flankwatch.command.vocabulary;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.flankwatch.events.Casualty;
import io.flankwatch.events.Check;
import io.flankwatch.events.Country;
import io.flankwatch.events.EntryEvent.MeetingConcluded;
import io.flankwatch.events.EntryLink;
import io.flankwatch.events.Incursion;
import io.flankwatch.events.Marking;
import io.flankwatch.events.ObjectType;
import io.flankwatch.events.Protocol;
import io.flankwatch.events.Quantity;
import io.flankwatch.events.Reaction;
import io.flankwatch.events.Redaction;
import io.flankwatch.events.When;
import io.flankwatch.events.Casualty.Grade;
import io.flankwatch.events.Casualty.Scope;
import io.flankwatch.events.Incursion.Target;
import io.flankwatch.events.Protocol.LegalBasis;
import io.flankwatch.events.Protocol.Bound;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What can be asked of the entries of a case. The members are those of the events that come of it (`io.flankwatch.events`).
public sealed interface EntryCommand extends CaseCommand {

    /// A command that records an entry.
    sealed interface Recording extends EntryCommand {

        EntryDraft entry();
    }

    /// What happened has a time, if only an unknown one.
    private static void happened(@Nullable EntryDraft entry) {
        Check.required(Check.required(entry, "").occurred(), "occurred");
    }

    record ReportIncursion(
            @JsonUnwrapped EntryDraft entry,
            ObjectType objectType,
            @Nullable String model,
            @Nullable Quantity count,
            @Nullable List<Incursion.OutcomeCount> outcomes,
            @Nullable Target target,
            @Nullable String damage,
            @Nullable List<Incursion.Attribution> attributions,
            @Nullable List<Incursion.ResponseStep> response,
            @Nullable List<Incursion.Effect> effects)
            implements Recording {

        public ReportIncursion {
            happened(entry);
            Check.required(objectType, "objectType");
            Check.optionalText(model, "model");
            outcomes = Check.list(outcomes, "outcomes");
            Check.optionalText(damage, "damage");
            attributions = Check.list(attributions, "attributions");
            response = Check.list(response, "response");
            effects = Check.list(effects, "effects");
        }
    }

    /// @param scope absent: ENTRIES where `about` names some, else it is required
    record RecordCasualty(
            @JsonUnwrapped EntryDraft entry,
            @Nullable Scope scope,
            @Nullable List<UUID> about,
            Casualty.Metric metric,
            @JsonUnwrapped Quantity claim,
            @Nullable List<Casualty.Part> breakdown,
            @Nullable Grade grade)
            implements Recording {

        public RecordCasualty {
            happened(entry);
            about = Check.list(about, "about");
            Check.required(metric, "metric");
            Check.required(claim, "");
            breakdown = Check.list(breakdown, "breakdown");
            // Asked of what is new only: what was recorded before this was asked stays readable.
            for (int i = 0; i < breakdown.size(); i++) {
                List<String> groups = breakdown.get(i).by().groups();
                Check.that(
                        groups.isEmpty() || groups.contains(breakdown.get(i).group()),
                        "breakdown/" + i + "/group",
                        "must be one of " + String.join(", ", groups));
            }
            scope = scope == null && !about.isEmpty() ? Casualty.Scope.ENTRIES : Check.required(scope, "scope");
            Check.that(
                    (scope == Casualty.Scope.ENTRIES) == !about.isEmpty(),
                    "about",
                    "names entries where, and only where, the scope is ENTRIES");
        }
    }

    record RecordDevelopment(@JsonUnwrapped EntryDraft entry) implements Recording {

        public RecordDevelopment {
            happened(entry);
            Check.required(entry.vector(), "vector");
            Check.required(entry.title(), "title");
        }
    }

    record RecordReaction(
            @JsonUnwrapped EntryDraft entry,
            String actor,
            @Nullable String speaker,
            @Nullable String speakerRole,
            @Nullable String towards,
            @Nullable UUID inResponseTo,
            Reaction.Stance stance,
            Reaction.Act act)
            implements Recording {

        public RecordReaction {
            happened(entry);
            Check.text(actor, "actor");
            Check.optionalText(speaker, "speaker");
            Check.optionalText(speakerRole, "speakerRole");
            Check.optionalText(towards, "towards");
            Check.required(stance, "stance");
            Check.required(act, "act");
        }
    }

    record ConveneMeeting(
            @JsonUnwrapped EntryDraft entry,
            String body,
            @Nullable When scheduled,
            @Nullable List<String> agenda,
            @Nullable List<UUID> triggeredBy)
            implements Recording {

        public ConveneMeeting {
            happened(entry);
            Check.text(body, "body");
            agenda = Check.texts(agenda, "agenda");
            triggeredBy = Check.list(triggeredBy, "triggeredBy");
        }
    }

    /// What becomes of a meeting.
    sealed interface AboutMeeting extends EntryCommand {

        UUID entryId();

        @Nullable List<SourceDraft> sources();
    }

    /// @param entryId    the meeting; given by the path where there is one
    /// @param resumption for when it was adjourned, which may be UNKNOWN; absent: nothing is said of that
    record ConcludeMeeting(
            UUID entryId,
            When concluded,
            MeetingConcluded.Outcome outcome,
            @Nullable List<String> decisions,
            @Nullable String description,
            @Nullable When resumption,
            @Nullable List<SourceDraft> sources,
            @Nullable String unsourced)
            implements AboutMeeting {

        public ConcludeMeeting {
            Check.required(entryId, "entryId");
            Check.required(concluded, "concluded");
            Check.required(outcome, "outcome");
            decisions = Check.texts(decisions, "decisions");
            Check.optionalText(description, "description");
            Check.that(resumption == null || outcome == MeetingConcluded.Outcome.ADJOURNED, "resumption", "is for a meeting that was adjourned");
            sources = Check.list(sources, "sources");
            Check.optionalText(unsourced, "unsourced");
        }
    }

    /// @param entryId   the meeting; given by the path where there is one
    /// @param scheduled may be UNKNOWN
    /// @param reason    as stated
    record RescheduleMeeting(UUID entryId, When scheduled, @Nullable String reason, @Nullable List<SourceDraft> sources)
            implements AboutMeeting {

        public RescheduleMeeting {
            Check.required(entryId, "entryId");
            Check.required(scheduled, "scheduled");
            Check.optionalText(reason, "reason");
            sources = Check.list(sources, "sources");
        }
    }

    /// @param entryId the meeting; given by the path where there is one
    record CancelMeeting(UUID entryId, String reason, @Nullable List<SourceDraft> sources) implements AboutMeeting {

        public CancelMeeting {
            Check.required(entryId, "entryId");
            Check.text(reason, "reason");
            sources = Check.list(sources, "sources");
        }
    }

    /// @param protocolId     any RFC 9562 UUID; absent: a new protocol
    /// @param effectiveFrom  absent: UNKNOWN
    /// @param effectiveUntil absent: UNKNOWN
    record ChangeInterceptProtocol(
            @JsonUnwrapped EntryDraft entry,
            @Nullable UUID protocolId,
            String jurisdiction,
            Protocol.TargetClass targetClass,
            Protocol.Posture posture,
            Protocol.Status status,
            @Nullable String authority,
            @Nullable LegalBasis legalBasis,
            @Nullable Bound effectiveFrom,
            @Nullable Bound effectiveUntil,
            @Nullable List<String> conditions,
            @Nullable UUID decidedBy,
            @Nullable UUID replaces,
            @Nullable String reason)
            implements Recording {

        public ChangeInterceptProtocol {
            happened(entry);
            Country.code(jurisdiction, "jurisdiction");
            Check.required(targetClass, "targetClass");
            Check.required(posture, "posture");
            Check.required(status, "status");
            Check.optionalText(authority, "authority");
            effectiveFrom = effectiveFrom == null ? Protocol.Bound.unknown() : effectiveFrom;
            effectiveUntil = effectiveUntil == null ? Protocol.Bound.unknown() : effectiveUntil;
            conditions = Check.texts(conditions, "conditions");
            Check.optionalText(reason, "reason");
            Check.that(
                    effectiveFrom.at() == null
                            || effectiveUntil.at() == null
                            || effectiveFrom.at().isBefore(effectiveUntil.at()),
                    "effectiveUntil",
                    "must be after effectiveFrom");
        }
    }

    /// @param about the entries that it is about; absent: it is about the case
    record AddNote(@JsonUnwrapped EntryDraft entry, String text, @Nullable List<UUID> about) implements Recording {

        public AddNote {
            Check.required(entry, "");
            Check.text(text, "text");
            about = Check.list(about, "about");
        }
    }

    /// @param entryId given by the path where there is one
    record RetractEntry(UUID entryId, String reason) implements EntryCommand {

        public RetractEntry {
            Check.required(entryId, "entryId");
            Check.text(reason, "reason");
        }
    }

    /// What was retracted counts again.
    ///
    /// @param entryId given by the path where there is one
    record ReinstateEntry(UUID entryId, String reason) implements EntryCommand {

        public ReinstateEntry {
            Check.required(entryId, "entryId");
            Check.text(reason, "reason");
        }
    }

    /// @param entryId     given by the path where there is one
    /// @param otherCaseId the case of the other entry; absent: the same case
    /// @param otherId     the other entry
    record LinkEntries(UUID entryId, EntryLink.Relation relation, @Nullable UUID otherCaseId, UUID otherId, @Nullable String reason)
            implements EntryCommand {

        public LinkEntries {
            Check.required(entryId, "entryId");
            Check.required(relation, "relation");
            Check.required(otherId, "otherId");
            Check.optionalText(reason, "reason");
        }
    }

    /// Takes a link away, on the entry that was linked. The ids and the relation are given by the path where there is one.
    ///
    /// @param otherCaseId the case of the other entry; absent: the same case
    record UnlinkEntries(UUID entryId, EntryLink.Relation relation, @Nullable UUID otherCaseId, UUID otherId, @Nullable String reason)
            implements EntryCommand {

        public UnlinkEntries {
            Check.required(entryId, "entryId");
            Check.required(relation, "relation");
            Check.required(otherId, "otherId");
            Check.optionalText(reason, "reason");
        }
    }

    /// @param entryId given by the path where there is one
    /// @param reason  required where it is looser
    record ChangeEntryMarking(UUID entryId, Marking marking, @Nullable String reason) implements EntryCommand {

        public ChangeEntryMarking {
            Check.required(entryId, "entryId");
            Check.required(marking, "marking");
            Check.optionalText(reason, "reason");
        }
    }

    /// Holds that text has to go that should never have been recorded.
    ///
    /// @param entryId  given by the path where there is one
    /// @param ground   why, in law or otherwise; not what
    /// @param pointers JSON pointers into what is recorded of the entry
    record ProposeRedaction(UUID entryId, String ground, List<String> pointers) implements EntryCommand {

        public ProposeRedaction {
            Check.required(entryId, "entryId");
            Check.text(ground, "ground");
            pointers = Redaction.pointers(pointers, "pointers");
        }
    }

    /// Takes out what another supervisor has proposed.
    ///
    /// @param entryId given by the path where there is one
    record RedactEntry(UUID entryId) implements EntryCommand {

        public RedactEntry {
            Check.required(entryId, "entryId");
        }
    }

    /// Corrects an entry, whatever its kind.
    ///
    /// @param entryId given by the path where there is one
    /// @param changes the members that change, as in the body that records an entry of this kind (JSON merge patch, RFC 7396): null
    ///                takes a member away, a list is given whole. Of a meeting, `conclusion` alone corrects how it ended
    record ReviseEntry(UUID entryId, String reason, Map<String, @Nullable Object> changes) implements EntryCommand {

        public ReviseEntry {
            Check.required(entryId, "entryId");
            Check.text(reason, "reason");
            changes = Collections.unmodifiableMap(new LinkedHashMap<>(Check.required(changes, "changes")));
        }
    }
}
