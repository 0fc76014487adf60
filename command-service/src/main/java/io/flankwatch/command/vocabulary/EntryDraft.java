package io.flankwatch.command.vocabulary;

import io.flankwatch.events.Check;
import io.flankwatch.events.Confidence;
import io.flankwatch.events.ExternalRef;
import io.flankwatch.events.Marking;
import io.flankwatch.events.Place;
import io.flankwatch.events.Quotation;
import io.flankwatch.events.SealedPart;
import io.flankwatch.events.Vector;
import io.flankwatch.events.Verification;
import io.flankwatch.events.When;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What every entry carries, as a client sends it.
///
/// @param entryId      any RFC 9562 UUID; absent: the service makes a UUIDv7
/// @param vector       absent: the usual one of its kind
/// @param occurred     when it happened in the world; only a note may leave it out: UNKNOWN
/// @param sources      what it rests on; where there are none, `unsourced` says why
/// @param verification absent: UNVERIFIED
/// @param marking      absent: that of its case
/// @param supersedes   an entry of the same kind in whose place it stands
/// @param persons      what it has about persons; sealed by then
public record EntryDraft(
        @Nullable UUID entryId,
        @Nullable Vector vector,
        @Nullable String title,
        @Nullable String description,
        @Nullable When occurred,
        @Nullable List<Place> places,
        @Nullable List<SourceDraft> sources,
        @Nullable String unsourced,
        @Nullable List<Quotation> quotations,
        @Nullable Verification verification,
        @Nullable Confidence confidence,
        @Nullable Marking marking,
        @Nullable UUID supersedes,
        @Nullable List<ExternalRef> externalRefs,
        @Nullable List<SealedDraft> persons) {

    public EntryDraft {
        Check.optionalText(title, "title");
        Check.optionalText(description, "description");
        places = Check.list(places, "places");
        sources = Check.list(sources, "sources");
        Check.optionalText(unsourced, "unsourced");
        quotations = Check.list(quotations, "quotations");
        externalRefs = Check.list(externalRefs, "externalRefs");
        languages(places, quotations);
        persons = Check.list(persons, "persons");
        Check.that(persons.size() <= SealedPart.MAX_PERSONS, "persons", "names at most " + SealedPart.MAX_PERSONS);
        for (int i = 0; i < persons.size(); i++) {
            UUID personId = persons.get(i).personId();
            Check.that(
                    persons.subList(0, i).stream().noneMatch(other -> other.personId().equals(personId)), "persons/" + i + "/personId", "is named already");
        }
    }

    /// A draft that has nothing about persons.
    public EntryDraft(
            @Nullable UUID entryId,
            @Nullable Vector vector,
            @Nullable String title,
            @Nullable String description,
            @Nullable When occurred,
            @Nullable List<Place> places,
            @Nullable List<SourceDraft> sources,
            @Nullable String unsourced,
            @Nullable List<Quotation> quotations,
            @Nullable Verification verification,
            @Nullable Confidence confidence,
            @Nullable Marking marking,
            @Nullable UUID supersedes,
            @Nullable List<ExternalRef> externalRefs) {
        this(entryId, vector, title, description, occurred, places, sources, unsourced, quotations, verification, confidence, marking, supersedes, externalRefs, null);
    }

    /// Asked of what is new only: what was recorded before this was asked stays readable.
    private static void languages(List<Place> places, List<Quotation> quotations) {
        for (int i = 0; i < places.size(); i++) {
            List<Place.Name> names = places.get(i).names();
            for (int j = 0; j < names.size(); j++) {
                Check.language(names.get(j).lang(), "places/" + i + "/names/" + j + "/lang");
            }
        }
        for (int i = 0; i < quotations.size(); i++) {
            Check.language(quotations.get(i).language(), "quotations/" + i + "/language");
        }
    }
}
