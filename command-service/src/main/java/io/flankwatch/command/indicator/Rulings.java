package io.flankwatch.command.indicator;

import io.flankwatch.command.entry.Entries;
import io.flankwatch.command.indicator.Indicators.Watched;
import io.flankwatch.command.vocabulary.Context;
import io.flankwatch.command.vocabulary.IndicatorCommand.AboutIndicator;
import io.flankwatch.command.vocabulary.IndicatorCommand.ExpireIndicator;
import io.flankwatch.command.vocabulary.IndicatorCommand.FollowCases;
import io.flankwatch.command.vocabulary.IndicatorCommand.JudgeIndicator;
import io.flankwatch.command.vocabulary.IndicatorCommand.WithdrawIndicator;
import io.flankwatch.events.Check;
import io.flankwatch.events.Condition;
import io.flankwatch.events.IndicatorEvent;
import io.flankwatch.events.IndicatorEvent.IndicatorExpired;
import io.flankwatch.events.IndicatorEvent.IndicatorJudged;
import io.flankwatch.events.IndicatorEvent.IndicatorJudged.Ruling;
import io.flankwatch.events.IndicatorEvent.IndicatorMet;
import io.flankwatch.events.IndicatorEvent.IndicatorReopened;
import io.flankwatch.events.IndicatorEvent.IndicatorWithdrawn;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.events.figures.AcrossCases.Ref;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Decides what becomes of an indicator otherwise than by the entries of its case: by an analyst, the clock, or other cases.
public final class Rulings {

    private Rulings() {}

    public static List<IndicatorEvent> decide(
            AboutIndicator command, Indicators indicators, UUID caseId, Entries entries, Context context, Set<String> members) {
        return switch (command) {
            case JudgeIndicator judge -> List.of(judge(judge, indicators.refer(judge.indicatorId(), context, members), entries, context, members));
            case WithdrawIndicator withdraw -> List.of(withdraw(withdraw, indicators.refer(withdraw.indicatorId(), context, members)));
            case ExpireIndicator expire -> List.of(expire(expire, known(expire.indicatorId(), indicators), context.now()));
            case FollowCases follow -> follow(follow, known(follow.indicatorId(), indicators), caseId, context.now());
        };
    }

    /// For the service itself: it sees everything.
    private static Watched known(UUID id, Indicators indicators) {
        return Check.required(indicators.watched().get(id), "indicatorId");
    }

    private static IndicatorJudged judge(
            JudgeIndicator command, Watched indicator, Entries entries, Context context, Set<String> members) {
        stillWatched(command.indicatorId(), indicator);
        List<UUID> evidence = Check.list(command.evidence(), "evidence");
        for (int i = 0; i < evidence.size(); i++) {
            if (entries.refer(evidence.get(i), "/evidence/" + i, context, members).retracted()) {
                throw Refused.at("/evidence/" + i, RefusalCode.ALREADY_RETRACTED, "entry " + evidence.get(i) + " is retracted");
            }
        }
        if (command.ruling() == Ruling.MET && evidence.isEmpty()) {
            throw Refused.at("/evidence", RefusalCode.EVIDENCE_REQUIRED, "name the entries by which it is met");
        }
        IndicatorJudged before = indicator.ruling();
        if (before != null && before.ruling() == command.ruling() && before.evidence().equals(evidence)) {
            throw new Refused(RefusalCode.NOTHING_CHANGED, "it has been ruled " + command.ruling() + " already");
        }
        boolean overrides = before != null || indicator.expired() || !(indicator.definition().condition() instanceof Condition.Manual);
        if (overrides && command.reason() == null) {
            throw Refused.at("/reason", RefusalCode.REASON_REQUIRED, "a ruling over a rule, the deadline or another ruling needs a reason");
        }
        return new IndicatorJudged(
                command.indicatorId(),
                command.ruling(),
                evidence,
                command.reason(),
                command.ruling() == Ruling.MET && indicator.late(context.now()));
    }

    private static IndicatorWithdrawn withdraw(WithdrawIndicator command, Watched indicator) {
        stillWatched(command.indicatorId(), indicator);
        if (!indicator.open()) {
            throw new Refused(RefusalCode.INDICATOR_SETTLED, "indicator " + command.indicatorId() + " is not open any more");
        }
        return new IndicatorWithdrawn(command.indicatorId(), command.reason());
    }

    private static void stillWatched(UUID id, Watched indicator) {
        if (indicator.withdrawn()) {
            throw new Refused(RefusalCode.INDICATOR_WITHDRAWN, "indicator " + id + " has been withdrawn");
        }
    }

    private static IndicatorExpired expire(ExpireIndicator command, Watched indicator, Instant now) {
        Instant deadline = indicator.definition().deadline();
        if (!indicator.open() || deadline == null || now.isBefore(deadline)) {
            throw new Refused(RefusalCode.NOTHING_CHANGED, "indicator " + command.indicatorId() + " is not open, or its deadline has not come");
        }
        return new IndicatorExpired(command.indicatorId(), deadline);
    }

    /// What all cases come to was evaluated before; here it is only compared with what the case knows.
    private static List<IndicatorEvent> follow(FollowCases command, Watched indicator, UUID caseId, Instant now) {
        IndicatorMet met = indicator.met();
        Ref before = met == null ? null : new Ref(met.metByCase() == null ? caseId : met.metByCase(), met.metBy());
        if (indicator.withdrawn() || indicator.ruling() != null || (before == null ? command.by() == null : command.rests().contains(before))) {
            throw new Refused(RefusalCode.NOTHING_CHANGED, "nothing follows for indicator " + command.indicatorId());
        }
        var events = new ArrayList<IndicatorEvent>();
        if (before != null) {
            events.add(new IndicatorReopened(command.indicatorId(), before.entryId(), other(before, caseId)));
        }
        Ref by = command.by();
        if (by != null) {
            events.add(new IndicatorMet(command.indicatorId(), by.entryId(), indicator.late(now), other(by, caseId)));
        }
        return events;
    }

    private static @Nullable UUID other(Ref entry, UUID caseId) {
        return entry.caseId().equals(caseId) ? null : entry.caseId();
    }
}
