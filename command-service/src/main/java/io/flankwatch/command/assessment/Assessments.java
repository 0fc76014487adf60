package io.flankwatch.command.assessment;

import io.flankwatch.command.vocabulary.AssessmentCommand;
import io.flankwatch.command.vocabulary.AssessmentCommand.ApproveAssessment;
import io.flankwatch.command.vocabulary.AssessmentCommand.DraftAssessment;
import io.flankwatch.command.vocabulary.AssessmentCommand.ReturnAssessment;
import io.flankwatch.command.vocabulary.Context;
import io.flankwatch.events.AssessmentEvent;
import io.flankwatch.events.AssessmentEvent.AssessmentApproved;
import io.flankwatch.events.AssessmentEvent.AssessmentDrafted;
import io.flankwatch.events.AssessmentEvent.AssessmentReturned;
import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.Check;
import io.flankwatch.events.Judgement.KeyJudgement;
import io.flankwatch.events.Judgement.Risk;
import io.flankwatch.events.Marking;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.pcollections.HashTreePMap;
import org.pcollections.OrderedPMap;
import org.pcollections.PMap;

/// The assessments of a case, in the order in which they were drafted, and when what they may rest on changed last.
///
/// @param changed with how many events the case had had then
/// @param events  how many events the case has had
public record Assessments(PMap<UUID, Known> known, PMap<UUID, Long> changed, long events) {

    public static final Assessments NONE = new Assessments(OrderedPMap.empty(), HashTreePMap.empty(), 0);

    /// @param marking   the effective one when it was drafted
    /// @param draftedAt how many events the case had had then
    public record Known(AssessmentDrafted drafted, Marking marking, long draftedAt, State state) {}

    public enum State {
        DRAFTED,
        APPROVED,
        RETURNED,
        REPLACED
    }

    public boolean has(UUID id) {
        return known.containsKey(id);
    }

    /// As strict as what it was drafted under, and as the evidence that it names is now.
    public Marking marking(UUID id, Grounds grounds) {
        Known assessment = find(id);
        Marking marking = assessment.marking();
        for (KeyJudgement judgement : assessment.drafted().keyJudgements()) {
            for (UUID entry : judgement.evidence()) {
                marking = Marking.strictest(marking, grounds.marking(entry));
            }
        }
        return marking;
    }

    /// Those that wait for their approval, or for another in their place.
    public List<UUID> unapproved() {
        return known.entrySet().stream()
                .filter(each -> each.getValue().state() == State.DRAFTED || each.getValue().state() == State.RETURNED)
                .map(each -> each.getKey())
                .toList();
    }

    public AssessmentEvent decide(AssessmentCommand command, Grounds grounds, Context context, Set<String> members) {
        return switch (command) {
            case DraftAssessment draft -> draft(draft, grounds, context, members);
            case ApproveAssessment approve -> approve(approve, grounds, context, members);
            case ReturnAssessment give -> {
                var unused = drafted(give.assessmentId(), grounds, context, members);
                yield new AssessmentReturned(give.assessmentId(), give.reason());
            }
        };
    }

    private AssessmentDrafted draft(DraftAssessment command, Grounds grounds, Context context, Set<String> members) {
        context.mayMark(command.marking(), "/marking", members);
        for (int i = 0; i < command.keyJudgements().size(); i++) {
            KeyJudgement judgement = command.keyJudgements().get(i);
            String pointer = "/keyJudgements/" + i;
            for (int j = 0; j < judgement.hypotheses().size(); j++) {
                grounds.hypotheses().refer(judgement.hypotheses().get(j), pointer + "/hypotheses/" + j, context, members);
            }
            for (int j = 0; j < judgement.evidence().size(); j++) {
                grounds.entries().referStanding(judgement.evidence().get(j), pointer + "/evidence/" + j, context, members);
            }
        }
        UUID replaced = command.replaces();
        if (replaced != null && refer(replaced, "/replaces", grounds, context, members).state() == State.REPLACED) {
            throw Refused.at("/replaces", RefusalCode.ASSESSMENT_REPLACED, "another assessment was drafted in the place of " + replaced);
        }
        return new AssessmentDrafted(
                command.assessmentId() == null ? context.ids().get() : command.assessmentId(),
                context.subject(),
                command.title(),
                command.keyJudgements(),
                command.outlook(),
                Check.<Risk>list(command.risks(), "risks"),
                Check.<String>list(command.recommendedActions(), "recommendedActions"),
                replaced,
                command.marking());
    }

    private AssessmentApproved approve(ApproveAssessment command, Grounds grounds, Context context, Set<String> members) {
        Known assessment = drafted(command.assessmentId(), grounds, context, members);
        if (assessment.drafted().author().equals(context.subject())) {
            throw new Refused(RefusalCode.SELF_APPROVAL, "you have drafted assessment " + command.assessmentId());
        }
        List<UUID> changed = changedSince(assessment, grounds);
        List<UUID> acknowledged = Check.list(command.acknowledge(), "acknowledge");
        List<UUID> unacknowledged = changed.stream().filter(id -> !acknowledged.contains(id)).toList();
        if (!unacknowledged.isEmpty()) {
            throw Refused.at("/acknowledge", RefusalCode.ASSESSMENT_OUTDATED, "changed since it was drafted: " + unacknowledged);
        }
        return new AssessmentApproved(command.assessmentId(), context.subject(), command.comment(), changed);
    }

    /// As far as the readers of the assessment may see it.
    private List<UUID> changedSince(Known assessment, Grounds grounds) {
        Marking marking = marking(assessment.drafted().assessmentId(), grounds);
        return grounds.of(assessment.drafted()).stream()
                .filter(id -> changed.getOrDefault(id, 0L) > assessment.draftedAt())
                .filter(id -> marking.allows(grounds.marking(id)))
                .sorted()
                .toList();
    }

    private Known drafted(UUID id, Grounds grounds, Context context, Set<String> members) {
        Known assessment = refer(id, "/assessmentId", grounds, context, members);
        return switch (assessment.state()) {
            case DRAFTED -> assessment;
            case APPROVED -> throw new Refused(RefusalCode.ALREADY_APPROVED, "assessment " + id + " is approved");
            case RETURNED -> throw new Refused(RefusalCode.ASSESSMENT_RETURNED, "assessment " + id + " was returned");
            case REPLACED -> throw new Refused(RefusalCode.ASSESSMENT_REPLACED, "another assessment was drafted in the place of " + id);
        };
    }

    private Known refer(UUID id, String pointer, Grounds grounds, Context context, Set<String> members) {
        Known assessment = known.get(id);
        if (assessment == null || !context.sees(marking(id, grounds), members)) {
            throw Refused.at(pointer, RefusalCode.NO_SUCH_ASSESSMENT, "the case has no assessment " + id);
        }
        return assessment;
    }

    /// Takes note of an event of the case, whatever it is about.
    public Assessments noted(CaseEvent event) {
        PMap<UUID, Long> all = changed;
        for (UUID id : Grounds.changed(event)) {
            all = all.plus(id, events + 1);
        }
        return new Assessments(known, all, events + 1);
    }

    /// @param event one that was noted
    public Assessments evolve(AssessmentEvent event, Marking marking) {
        return switch (event) {
            case AssessmentDrafted drafted -> {
                Assessments before = drafted.replaces() == null ? this : become(drafted.replaces(), State.REPLACED);
                yield before.with(drafted.assessmentId(), new Known(drafted, marking, events, State.DRAFTED));
            }
            case AssessmentApproved approved -> become(approved.assessmentId(), State.APPROVED);
            case AssessmentReturned returned -> become(returned.assessmentId(), State.RETURNED);
        };
    }

    private Assessments become(UUID id, State state) {
        Known before = find(id);
        return with(id, new Known(before.drafted(), before.marking(), before.draftedAt(), state));
    }

    private Known find(UUID id) {
        return Check.required(known.get(id), "assessmentId");
    }

    private Assessments with(UUID id, Known assessment) {
        return new Assessments(known.plus(id, assessment), changed, events);
    }
}
