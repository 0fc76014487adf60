package io.flankwatch.command.assessment;

import io.flankwatch.command.entry.Entries;
import io.flankwatch.command.hypothesis.Hypotheses;
import io.flankwatch.command.indicator.Indicators;
import io.flankwatch.command.source.Sources;
import io.flankwatch.events.AssessmentEvent.AssessmentDrafted;
import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.EntryEvent.EntriesLinked;
import io.flankwatch.events.EntryEvent.EntriesUnlinked;
import io.flankwatch.events.EntryEvent.EntryMarkingChanged;
import io.flankwatch.events.EntryEvent.EntryRevised;
import io.flankwatch.events.EntryEvent.RedactionProposed;
import io.flankwatch.events.EntryEvent;
import io.flankwatch.events.EntryLink;
import io.flankwatch.events.EntryRecorded;
import io.flankwatch.events.Evidence.CheckResult;
import io.flankwatch.events.FieldChange;
import io.flankwatch.events.HypothesisEvent;
import io.flankwatch.events.HypothesisEvent.HypothesisProposed;
import io.flankwatch.events.IndicatorEvent;
import io.flankwatch.events.IndicatorEvent.IndicatorDefined;
import io.flankwatch.events.Judgement.KeyJudgement;
import io.flankwatch.events.Marking;
import io.flankwatch.events.SourceEvent.SourceChecked;
import io.flankwatch.events.SourceEvent.SourceGraded;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What assessments rest on.
public record Grounds(Sources sources, Entries entries, Indicators indicators, Hypotheses hypotheses) {

    /// The entries and hypotheses that it names, what these hypotheses were weighed and estimated by, the entries that were recorded in the
    /// place of these, and their sources.
    Set<UUID> of(AssessmentDrafted drafted) {
        Set<UUID> all = new LinkedHashSet<>();
        Deque<UUID> more = new ArrayDeque<>();
        for (KeyJudgement judgement : drafted.keyJudgements()) {
            more.addAll(judgement.hypotheses());
            more.addAll(judgement.evidence());
        }
        while (!more.isEmpty()) {
            UUID id = more.remove();
            if (all.add(id)) {
                more.addAll(below(id));
            }
        }
        return all;
    }

    private List<UUID> below(UUID id) {
        List<UUID> ids = new ArrayList<>();
        if (hypotheses.has(id)) {
            ids.addAll(hypotheses.grounds(id));
        }
        Entries.Known entry = entries.known().get(id);
        if (entry != null) {
            ids.addAll(entry.successors());
            entry.recorded().entry().sources().forEach(use -> ids.add(use.sourceId()));
        }
        return ids;
    }

    Marking marking(UUID id) {
        return entries.has(id)
                ? entries.marking(id)
                : hypotheses.has(id) ? hypotheses.marking(id) : indicators.has(id) ? indicators.marking(id) : sources.marking(id);
    }

    /// What is not any more as it was before an event. What a new thing refers to has not changed by that, nor what is marked anew.
    static List<UUID> changed(CaseEvent event) {
        return switch (event) {
            case SourceGraded graded -> List.of(graded.sourceId());
            case SourceChecked checked -> checked.result() == CheckResult.REACHABLE || checked.result() == checked.previous() ? List.of() : List.of(checked.sourceId());
            case EntryRecorded recorded -> some(recorded.entry().supersedes());
            case EntryMarkingChanged _, RedactionProposed _ -> List.of();
            case EntryRevised revised -> revised(revised);
            case EntriesLinked linked -> linked(linked.entryId(), linked.link());
            case EntriesUnlinked unlinked -> linked(unlinked.entryId(), unlinked.link());
            case EntryEvent about -> List.of(about.entryId());
            case HypothesisProposed _, IndicatorDefined _ -> List.of();
            case HypothesisEvent about -> List.of(about.hypothesisId());
            case IndicatorEvent about -> List.of(about.indicatorId());
            case CaseEvent _ -> List.of();
        };
    }

    /// Also what it leaves, and what it takes the place of.
    private static List<UUID> revised(EntryRevised revised) {
        List<UUID> ids = new ArrayList<>(List.of(revised.entryId()));
        for (FieldChange change : revised.changes()) {
            if (change.field().equals("supersedes")) {
                add(ids, change.before());
                add(ids, change.after());
            }
        }
        return ids;
    }

    private static void add(List<UUID> ids, @Nullable Object id) {
        if (id != null) {
            ids.add(UUID.fromString(id.toString()));
        }
    }

    private static List<UUID> linked(UUID entry, EntryLink link) {
        return link.otherCaseId() == null ? List.of(entry, link.otherId()) : List.of(entry);
    }

    private static List<UUID> some(@Nullable UUID id) {
        return id == null ? List.of() : List.of(id);
    }
}
