package io.flankwatch.events;

import io.flankwatch.events.CaseFileEvent.AnalystAssigned;
import io.flankwatch.events.CaseFileEvent.AnalystRemoved;
import io.flankwatch.events.CaseFileEvent.CaseClosed;
import io.flankwatch.events.CaseFileEvent.CaseDetailsChanged;
import io.flankwatch.events.CaseFileEvent.CaseMarkingChanged;
import io.flankwatch.events.CaseFileEvent.CaseOpened;
import io.flankwatch.events.CaseFileEvent.CaseReopened;
import io.flankwatch.events.CaseFileEvent.CasesLinked;
import io.flankwatch.events.CaseFileEvent.CasesUnlinked;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The case as a file: what its events come to. The one fold of them, for whoever decides, grants access or shows it.
///
/// @param analysts subjects of those who were assigned and not removed, in that order; the opener is the first to be
/// @param links    those that the case itself was given; others may name it in theirs
public record CaseFile(
        UUID id,
        String title,
        @Nullable String summary,
        Marking marking,
        List<String> countries,
        List<String> tags,
        @Nullable String lead,
        List<ExternalRef> externalRefs,
        List<String> analysts,
        List<CaseLink> links,
        boolean closed) {

    public CaseFile {
        countries = Check.list(countries, "countries");
        tags = Check.list(tags, "tags");
        externalRefs = Check.list(externalRefs, "externalRefs");
        analysts = Check.list(analysts, "analysts");
        links = Check.list(links, "links");
    }

    /// @param file  absent before the case was opened
    public static CaseFile evolve(@Nullable CaseFile file, CaseFileEvent event) {
        if (event instanceof CaseOpened opened) {
            return opened(opened);
        }
        if (file == null) {
            throw new IllegalStateException("the case has not been opened");
        }
        return file.evolve(event);
    }

    /// Its team: RED is for them.
    public Set<String> members() {
        return Stream.concat(analysts.stream(), Stream.ofNullable(lead)).collect(Collectors.toUnmodifiableSet());
    }

    private static CaseFile opened(CaseOpened opened) {
        return new CaseFile(
                opened.caseId(),
                opened.title(),
                opened.summary(),
                opened.marking(),
                opened.countries(),
                opened.tags(),
                opened.lead(),
                opened.externalRefs(),
                List.of(opened.openedBy()),
                List.of(),
                false);
    }

    private CaseFile evolve(CaseFileEvent event) {
        return switch (event) {
            case CaseOpened again -> opened(again);
            case CaseDetailsChanged changed -> with(changed);
            case CaseMarkingChanged changed -> with(changed.after(), analysts, links, closed);
            case AnalystAssigned assigned -> with(marking, plus(analysts, assigned.subject()), links, closed);
            case AnalystRemoved removed -> with(marking, minus(analysts, removed.subject()), links, closed);
            case CasesLinked linked -> with(marking, analysts, plus(links, new CaseLink(linked.otherId(), linked.relation())), closed);
            case CasesUnlinked unlinked -> with(marking, analysts, minus(links, new CaseLink(unlinked.otherId(), unlinked.relation())), closed);
            case CaseClosed _ -> with(marking, analysts, links, true);
            case CaseReopened _ -> with(marking, analysts, links, false);
        };
    }

    private CaseFile with(CaseDetailsChanged changed) {
        return new CaseFile(
                id,
                Check.text(Change.after(changed.title(), title), "title"),
                Change.after(changed.summary(), summary),
                marking,
                Check.list(Change.after(changed.countries(), countries), "countries"),
                Check.list(Change.after(changed.tags(), tags), "tags"),
                Change.after(changed.lead(), lead),
                Check.list(Change.after(changed.externalRefs(), externalRefs), "externalRefs"),
                analysts,
                links,
                closed);
    }

    private CaseFile with(Marking marking, List<String> analysts, List<CaseLink> links, boolean closed) {
        return new CaseFile(id, title, summary, marking, countries, tags, lead, externalRefs, analysts, links, closed);
    }

    private static <T> List<T> plus(List<T> list, T element) {
        List<T> more = new ArrayList<>(list);
        more.add(element);
        return more;
    }

    private static <T> List<T> minus(List<T> list, T element) {
        return list.stream().filter(other -> !other.equals(element)).toList();
    }
}
