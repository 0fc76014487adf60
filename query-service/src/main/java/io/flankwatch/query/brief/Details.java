package io.flankwatch.query.brief;

import static io.flankwatch.query.brief.Texts.cut;
import static io.flankwatch.query.brief.Texts.quantity;
import static io.flankwatch.query.brief.Texts.words;

import io.flankwatch.events.EntryEvent.MeetingConcluded;
import io.flankwatch.events.EntryRecorded;
import io.flankwatch.events.EntryRecorded.CasualtyRecorded;
import io.flankwatch.events.EntryRecorded.DevelopmentRecorded;
import io.flankwatch.events.EntryRecorded.IncursionReported;
import io.flankwatch.events.EntryRecorded.InterceptProtocolChanged;
import io.flankwatch.events.EntryRecorded.MeetingConvened;
import io.flankwatch.events.EntryRecorded.NoteAdded;
import io.flankwatch.events.EntryRecorded.ReactionRecorded;
import io.flankwatch.events.Incursion.Attribution;
import io.flankwatch.events.Incursion.Effect;
import io.flankwatch.events.Incursion.OutcomeCount;
import io.flankwatch.events.Incursion.ResponseStep;
import io.flankwatch.events.MeetingCourse;
import io.flankwatch.events.Quotation;
import io.flankwatch.query.brief.Brief.Detail;
import io.flankwatch.query.moment.Moment.EntryThen;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an entry says beside its title, by its kind.
final class Details {

    /// Of one entry.
    private static final int MOST = 24;

    private final List<Detail> details = new ArrayList<>();
    private final int length;

    private Details(int length) {
        this.length = length;
    }

    static List<Detail> of(EntryThen entry, int length) {
        Details details = new Details(length);
        details.add(entry.recorded(), entry.meeting());
        entry.recorded().entry().quotations().forEach(details::quotation);
        return List.copyOf(details.details.subList(0, Math.min(MOST, details.details.size())));
    }

    private void add(EntryRecorded recorded, @Nullable MeetingCourse meeting) {
        switch (recorded) {
            case IncursionReported incursion -> incursion(incursion);
            case CasualtyRecorded casualty -> {
                add("People " + words(casualty.metric()), quantity(casualty.claim()));
                add("Grade", casualty.grade() == null ? null : words(casualty.grade()));
            }
            case ReactionRecorded reaction -> reaction(reaction);
            case MeetingConvened convened -> meeting(convened, meeting);
            case InterceptProtocolChanged changed -> protocol(changed);
            case DevelopmentRecorded _, NoteAdded _ -> {}
        }
    }

    private void incursion(IncursionReported incursion) {
        add("Object", words(incursion.objectType()));
        add("Model", incursion.model());
        add("Count", incursion.count() == null ? null : quantity(incursion.count()));
        for (OutcomeCount outcome : incursion.outcomes()) {
            add("Outcome", words(outcome.outcome()) + (outcome.count() == null ? "" : ": " + quantity(outcome.count())));
        }
        if (incursion.target() != null) {
            String description = incursion.target().description();
            add("Struck", words(incursion.target().category()) + (description == null ? "" : ": " + description));
        }
        add("Damage", incursion.damage());
        for (ResponseStep step : incursion.response()) {
            add("Response", response(step));
        }
        for (Attribution attribution : incursion.attributions()) {
            add("Attribution", attribution.by() + " " + words(attribution.says()) + ": " + attribution.actor());
        }
        for (Effect effect : incursion.effects()) {
            add("Effect", words(effect.effect()) + (effect.description() == null ? "" : ": " + effect.description()));
        }
    }

    /// Authorisation and use are separate facts.
    private static String response(ResponseStep step) {
        StringBuilder text = new StringBuilder(words(step.step()));
        if (step.authorised() != null) {
            text.append(step.authorised() ? ", authorised" : ", not authorised");
        }
        if (step.used() != null) {
            text.append(step.used() ? ", done" : ", not done");
        }
        if (step.reasonNotUsed() != null) {
            text.append(": ").append(step.reasonNotUsed());
        }
        return text.toString();
    }

    private void reaction(ReactionRecorded reaction) {
        add("Actor", reaction.actor());
        add("Speaker", reaction.speaker());
        add("Stance", words(reaction.stance()));
        add("Act", words(reaction.act()));
        add("Towards", reaction.towards());
    }

    private void meeting(MeetingConvened convened, @Nullable MeetingCourse course) {
        add("Body", convened.body());
        convened.agenda().forEach(point -> add("Agenda", point));
        if (course != null) {
            add("State", words(course.state()));
            MeetingConcluded conclusion = course.conclusion();
            if (course.ahead() && course.scheduled() != null) {
                add("Scheduled", Times.words(course.scheduled()));
            }
            if (conclusion != null) {
                add("Outcome", words(conclusion.outcome()));
                conclusion.decisions().forEach(decision -> add("Decision", decision));
            }
        }
    }

    private void protocol(InterceptProtocolChanged changed) {
        add("Jurisdiction", changed.jurisdiction());
        add("Target class", words(changed.targetClass()));
        add("Posture", words(changed.posture()));
        add("Status", words(changed.status()));
        add("Authority", changed.authority());
        add("Legal basis", changed.legalBasis() == null ? null : changed.legalBasis().title());
        changed.conditions().forEach(condition -> add("Condition", condition));
    }

    private void quotation(Quotation quotation) {
        add("Quotation", quotation.translation() == null ? quotation.original() : quotation.translation());
    }

    private void add(String label, @Nullable String text) {
        if (text != null) {
            details.add(new Detail(label, cut(text, length)));
        }
    }
}
