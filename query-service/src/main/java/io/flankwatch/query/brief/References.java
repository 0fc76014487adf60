package io.flankwatch.query.brief;

import static io.flankwatch.query.brief.Texts.cut;
import static io.flankwatch.query.brief.Texts.cutOptional;

import io.flankwatch.events.SourceUse;
import io.flankwatch.query.brief.Brief.Limits;
import io.flankwatch.query.brief.Brief.SourceLine;
import io.flankwatch.query.brief.Brief.Sources;
import io.flankwatch.query.sources.SourceShown;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The sources of a brief, called S1, S2 … in the order cited, and which of them it has named so far.
final class References {

    private final Map<UUID, Integer> numbers = new LinkedHashMap<>();
    private final List<SourceShown> all;
    private final Set<UUID> named = new HashSet<>();

    /// @param all those that the reader may see, in the order cited
    References(List<SourceShown> all) {
        this.all = all;
        all.forEach(source -> numbers.put(source.sourceId(), numbers.size() + 1));
    }

    /// Those of the sources that the reader may see.
    List<String> of(List<SourceUse> uses) {
        return uses.stream()
                .map(SourceUse::sourceId)
                .distinct()
                .filter(numbers::containsKey)
                .peek(named::add)
                .map(id -> "S" + numbers.get(id))
                .toList();
    }

    /// Those that were named first, then the others, as many as there is room for; in the order cited.
    Sources listed(int independent, Limits limits) {
        List<SourceShown> chosen = new ArrayList<>(all);
        chosen.sort(Comparator.comparing((SourceShown source) -> !named.contains(source.sourceId())));
        List<SourceLine> lines = chosen.stream()
                .limit(limits.sources())
                .sorted(Comparator.comparing(source -> numbers.get(source.sourceId())))
                .map(source -> line(source, limits))
                .toList();
        return new Sources(all.size(), independent, lines, all.size() - lines.size());
    }

    private SourceLine line(SourceShown source, Limits limits) {
        return new SourceLine(
                "S" + numbers.get(source.sourceId()),
                source.sourceId(),
                cut(source.title(), limits.title()),
                cutOptional(source.publisher(), limits.title()),
                cutOptional(source.author(), limits.title()),
                cutOptional(source.url(), limits.text()),
                cutOptional(source.documentRef(), limits.title()),
                source.published(),
                (source.reliability() == null ? "-" : source.reliability().name()) + (source.credibility() == null ? "-" : source.credibility()),
                copied(source),
                source.checks().isEmpty() ? null : source.checks().getLast().result(),
                source.marking());
    }

    private @Nullable String copied(SourceShown source) {
        return Stream.ofNullable(source.copiesFrom()).filter(numbers::containsKey).map(id -> "S" + numbers.get(id)).findFirst().orElse(null);
    }
}
