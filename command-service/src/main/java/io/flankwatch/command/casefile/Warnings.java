package io.flankwatch.command.casefile;

import io.flankwatch.command.casualty.Casualties;
import io.flankwatch.command.entry.Entries;
import io.flankwatch.command.entry.Entries.Known;
import io.flankwatch.command.source.Sources;
import io.flankwatch.command.source.Sources.Citation;
import io.flankwatch.command.vocabulary.Context;
import io.flankwatch.command.vocabulary.EntryCommand.RecordCasualty;
import io.flankwatch.command.vocabulary.EntryCommand.Recording;
import io.flankwatch.command.vocabulary.Warning;
import io.flankwatch.events.CaseFile;
import io.flankwatch.events.Entry;
import io.flankwatch.events.EntryRecorded;
import io.flankwatch.events.EntryRecorded.IncursionReported;
import io.flankwatch.events.ExternalRef;
import io.flankwatch.events.Place;
import io.flankwatch.events.SourceEvent.SourceCited;
import io.flankwatch.events.When;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a client should know about an entry that is recorded all the same.
final class Warnings {

    private static final int CANDIDATES = 10;

    private Warnings() {}

    static List<Warning> of(CaseState state, Recording command, EntryRecorded recorded, Citation citation, Context context) {
        var warnings = new ArrayList<Warning>();
        if (command instanceof RecordCasualty casualty) {
            warnings.addAll(Casualties.warnings(casualty));
        }
        duplicate(state.entries(), recorded, context, state.opened().members(), warnings);
        afterPublication(state.sources(), recorded.entry(), citation, warnings);
        countries(state.opened(), recorded.entry().places(), warnings);
        return warnings;
    }

    /// Another entry that stands, that who asks may see, and that is of the same kind: of the same record of another system, or of the very same time and
    /// of the same title, or an incursion of the same object at the same point.
    private static void duplicate(Entries entries, EntryRecorded recorded, Context context, Set<String> members, List<Warning> warnings) {
        var candidates = new TreeSet<UUID>();
        entries.like(recorded).forEach(id -> {
            Known known = Objects.requireNonNull(entries.known().get(id));
            if (same(known.recorded(), recorded)
                    && !id.equals(recorded.entry().entryId())
                    && !id.equals(recorded.entry().supersedes())
                    && context.sees(known.marking(), members)
                    && entries.stands(id)) {
                candidates.add(id);
            }
        });
        if (!candidates.isEmpty()) {
            warnings.add(new Warning(
                    Warning.Code.POSSIBLE_DUPLICATE,
                    "",
                    "the case may have it already: link them (SAME_INCIDENT), or retract one",
                    candidates.stream().limit(CANDIDATES).toList()));
        }
    }

    private static boolean same(EntryRecorded one, EntryRecorded other) {
        Entry entry = one.entry();
        List<ExternalRef> refs = entry.externalRefs();
        if (!refs.isEmpty() && refs.stream().anyMatch(other.entry().externalRefs()::contains)) {
            return true;
        }
        if (start(entry.occurred()) == null
                || !Objects.equals(entry.occurred().earliest(), other.entry().occurred().earliest())
                || !Objects.equals(entry.occurred().latest(), other.entry().occurred().latest())) {
            return false;
        }
        return (entry.title() != null && entry.title().equalsIgnoreCase(other.entry().title()))
                || (one instanceof IncursionReported incursion
                        && other instanceof IncursionReported another
                        && incursion.objectType() == another.objectType()
                        && points(entry).anyMatch(point -> points(other.entry()).anyMatch(point::equals)));
    }

    private static Stream<Place.Point> points(Entry entry) {
        return entry.places().stream().map(Place::point).filter(Objects::nonNull).map(Objects::requireNonNull);
    }

    /// A source can't report what has not happened yet when it is published.
    private static void afterPublication(Sources sources, Entry entry, Citation citation, List<Warning> warnings) {
        Instant start = start(entry.occurred());
        if (start == null) {
            return;
        }
        for (int i = 0; i < entry.sources().size(); i++) {
            When published = published(sources, citation.cited(), entry.sources().get(i).sourceId());
            if (published != null && published.latest() != null && published.latest().isBefore(start)) {
                warnings.add(new Warning(
                        Warning.Code.OCCURRED_AFTER_PUBLICATION, "/sources/" + i, "it was published before this had happened"));
            }
        }
    }

    private static @Nullable When published(Sources sources, Collection<SourceCited> cited, UUID id) {
        return cited.stream()
                .filter(source -> source.sourceId().equals(id))
                .findFirst()
                .orElseGet(() -> Objects.requireNonNull(sources.known().get(id)).cited())
                .published();
    }

    private static @Nullable Instant start(When occurred) {
        return occurred.earliest() == null ? occurred.latest() : occurred.earliest();
    }

    private static void countries(CaseFile file, List<Place> places, List<Warning> warnings) {
        List<String> named = places.stream().map(Warnings::country).filter(Objects::nonNull).map(Objects::requireNonNull).toList();
        if (!named.isEmpty() && !file.countries().isEmpty() && named.stream().noneMatch(file.countries()::contains)) {
            warnings.add(new Warning(
                    Warning.Code.COUNTRY_MISMATCH, "/places", "none of its places is in a country of the case (" + String.join(", ", file.countries()) + ")"));
        }
    }

    private static @Nullable String country(Place place) {
        String subdivision = place.subdivision();
        return place.country() == null && subdivision != null ? subdivision.substring(0, 2) : place.country();
    }
}
