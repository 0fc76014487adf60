package io.flankwatch.command.hypothesis;

import io.flankwatch.command.entry.Entries;
import io.flankwatch.command.indicator.Indicators;
import io.flankwatch.command.vocabulary.Context;
import io.flankwatch.command.vocabulary.HypothesisCommand;
import io.flankwatch.command.vocabulary.HypothesisCommand.EstimateLikelihood;
import io.flankwatch.command.vocabulary.HypothesisCommand.ProposeHypothesis;
import io.flankwatch.command.vocabulary.HypothesisCommand.ResolveHypothesis;
import io.flankwatch.command.vocabulary.HypothesisCommand.ReviseHypothesis;
import io.flankwatch.command.vocabulary.HypothesisCommand.WeighEvidence;
import io.flankwatch.events.Check;
import io.flankwatch.events.HypothesisEvent;
import io.flankwatch.events.HypothesisEvent.EvidenceWeighed;
import io.flankwatch.events.HypothesisEvent.Given;
import io.flankwatch.events.HypothesisEvent.HypothesisProposed;
import io.flankwatch.events.HypothesisEvent.HypothesisResolved;
import io.flankwatch.events.HypothesisEvent.HypothesisRevised;
import io.flankwatch.events.HypothesisEvent.LikelihoodEstimated;
import io.flankwatch.events.HypothesisEvent.Resolution;
import io.flankwatch.events.Marking;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.pcollections.HashTreePSet;
import org.pcollections.OrderedPMap;
import org.pcollections.PMap;
import org.pcollections.PSet;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/// The hypotheses of a case, in the order in which they were proposed, as far as decisions about them go.
public record Hypotheses(PMap<UUID, Known> known) {

    public static final Hypotheses NONE = new Hypotheses(OrderedPMap.empty());

    /// @param proposed    as it is now, after every revision
    /// @param marking     the strictest of what it was proposed and revised under
    /// @param grounds     entries that were weighed against it, and indicators whose outcomes it was estimated for
    /// @param resolutions in the order recorded
    public record Known(HypothesisProposed proposed, Marking marking, PSet<UUID> grounds, PVector<Resolved> resolutions) {

        private static final Resolved NOT = new Resolved(Resolution.UNRESOLVED, Marking.CLEAR, List.of());

        /// The last one that who asks may see.
        private Resolved resolved(Entries entries, Context context, Set<String> members) {
            return resolutions.reversed().stream()
                    .filter(each -> context.sees(each.today(entries), members))
                    .findFirst()
                    .orElse(NOT);
        }
    }

    /// @param marking the effective one when it was recorded
    public record Resolved(Resolution resolution, Marking marking, List<UUID> evidence) {

        private Marking today(Entries entries) {
            return evidence.stream().map(entries::marking).reduce(marking, Marking::strictest);
        }
    }

    public boolean has(UUID id) {
        return known.containsKey(id);
    }

    public Marking marking(UUID id) {
        return find(id).marking();
    }

    /// What else there is within the case that a hypothesis rests on.
    public Set<UUID> grounds(UUID id) {
        return find(id).grounds();
    }

    /// The marking of what a further resolution takes the place of.
    public Marking resolutionMarking(UUID id, Entries entries, Context context, Set<String> members) {
        return find(id).resolved(entries, context, members).today(entries);
    }

    /// The hypothesis that a command refers to.
    public Known refer(UUID id, String pointer, Context context, Set<String> members) {
        Known hypothesis = known.get(id);
        if (hypothesis == null || !context.sees(hypothesis.marking(), members)) {
            throw Refused.at(pointer, RefusalCode.NO_SUCH_HYPOTHESIS, "the case has no hypothesis " + id);
        }
        return hypothesis;
    }

    /// Those that an indicator bears on.
    public void refer(List<UUID> ids, Context context, Set<String> members) {
        for (int i = 0; i < ids.size(); i++) {
            var unused = refer(ids.get(i), "/hypotheses/" + i, context, members);
        }
    }

    public HypothesisEvent decide(
            HypothesisCommand command, Entries entries, Indicators indicators, Context context, Set<String> members) {
        return switch (command) {
            case ProposeHypothesis propose -> propose(propose, context, members);
            case ReviseHypothesis revise -> revise(revise, entries, context, members);
            case WeighEvidence weigh -> weigh(weigh, entries, context, members);
            case EstimateLikelihood estimate -> estimate(estimate, entries, indicators, context, members);
            case ResolveHypothesis resolve -> resolve(resolve, entries, context, members);
        };
    }

    private static HypothesisProposed propose(ProposeHypothesis command, Context context, Set<String> members) {
        context.mayMark(command.marking(), "/marking", members);
        return new HypothesisProposed(
                command.hypothesisId() == null ? context.ids().get() : command.hypothesisId(),
                command.statement(),
                command.description(),
                command.marking());
    }

    private HypothesisRevised revise(ReviseHypothesis command, Entries entries, Context context, Set<String> members) {
        HypothesisProposed before = unresolved(command.hypothesisId(), entries, context, members).proposed();
        try {
            ProposeHypothesis revised = context.revisions().revised(before, ProposeHypothesis.class, command.changes());
            var after = new HypothesisProposed(before.hypothesisId(), revised.statement(), revised.description(), before.marking());
            if (after.equals(before)) {
                throw new Refused(RefusalCode.NOTHING_CHANGED, "hypothesis " + command.hypothesisId() + " says so already");
            }
            return HypothesisRevised.of(before, after, command.reason());
        } catch (Refused refused) {
            throw refused.under("/changes");
        }
    }

    private EvidenceWeighed weigh(WeighEvidence command, Entries entries, Context context, Set<String> members) {
        var unused = unresolved(command.hypothesisId(), entries, context, members);
        entries.referStanding(command.entryId(), "/entryId", context, members);
        return new EvidenceWeighed(command.hypothesisId(), command.entryId(), command.consistency(), command.rationale());
    }

    private LikelihoodEstimated estimate(
            EstimateLikelihood command, Entries entries, Indicators indicators, Context context, Set<String> members) {
        var unused = unresolved(command.hypothesisId(), entries, context, members);
        Given given = command.given();
        if (given != null
                && !(indicators.has(given.indicatorId()) && context.sees(indicators.marking(given.indicatorId()), members))) {
            throw Refused.at("/given/indicatorId", RefusalCode.NO_SUCH_INDICATOR, "the case has no indicator " + given.indicatorId());
        }
        return new LikelihoodEstimated(
                command.hypothesisId(),
                context.subject(),
                command.likelihood(),
                command.confidence(),
                command.horizon(),
                given,
                command.rationale());
    }

    /// What is resolved may be resolved otherwise, or not at all: that, too, can have been a mistake.
    private HypothesisResolved resolve(ResolveHypothesis command, Entries entries, Context context, Set<String> members) {
        Resolution before = refer(command.hypothesisId(), "/hypothesisId", context, members).resolved(entries, context, members).resolution();
        if (before == command.resolution()) {
            throw Refused.at("/resolution", RefusalCode.NOTHING_CHANGED, "hypothesis " + command.hypothesisId() + " is " + before + " already");
        }
        List<UUID> evidence = Check.list(command.evidence(), "evidence");
        for (int i = 0; i < evidence.size(); i++) {
            entries.referStanding(evidence.get(i), "/evidence/" + i, context, members);
        }
        return new HypothesisResolved(command.hypothesisId(), command.resolution(), before, evidence, command.rationale());
    }

    private Known unresolved(UUID id, Entries entries, Context context, Set<String> members) {
        Known hypothesis = refer(id, "/hypothesisId", context, members);
        Resolution resolution = hypothesis.resolved(entries, context, members).resolution();
        if (resolution != Resolution.UNRESOLVED) {
            throw new Refused(RefusalCode.HYPOTHESIS_RESOLVED, "hypothesis " + id + " is " + resolution);
        }
        return hypothesis;
    }

    public Hypotheses evolve(HypothesisEvent event, Marking marking) {
        UUID id = event.hypothesisId();
        if (event instanceof HypothesisProposed proposed) {
            return with(id, new Known(proposed, marking, HashTreePSet.empty(), TreePVector.empty()));
        }
        Known before = find(id);
        return switch (event) {
            case HypothesisProposed again -> with(id, new Known(again, marking, before.grounds(), before.resolutions()));
            case HypothesisRevised revised -> {
                Marking strictest = Marking.strictest(before.marking(), marking);
                yield with(id, new Known(revised.revised(), strictest, before.grounds(), before.resolutions()));
            }
            case EvidenceWeighed weighed -> with(id, grounded(before, weighed.entryId()));
            case LikelihoodEstimated estimated ->
                estimated.given() == null ? this : with(id, grounded(before, estimated.given().indicatorId()));
            case HypothesisResolved resolved -> {
                PVector<Resolved> all = before.resolutions().plus(new Resolved(resolved.resolution(), marking, resolved.evidence()));
                yield with(id, new Known(before.proposed(), before.marking(), before.grounds(), all));
            }
        };
    }

    private static Known grounded(Known before, UUID ground) {
        return new Known(before.proposed(), before.marking(), before.grounds().plus(ground), before.resolutions());
    }

    private Known find(UUID id) {
        return Check.required(known.get(id), "hypothesisId");
    }

    private Hypotheses with(UUID id, Known hypothesis) {
        return new Hypotheses(known.plus(id, hypothesis));
    }
}
