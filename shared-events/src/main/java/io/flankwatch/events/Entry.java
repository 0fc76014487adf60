package io.flankwatch.events;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What every entry of a timeline carries, whatever its kind.
///
/// @param entryId      unique within its case
/// @param vector       the one vector it belongs to
/// @param title        one line
/// @param description  what the sources say
/// @param occurred     when it happened in the world
/// @param sources      the case's sources it rests on; where there are none, `unsourced` says why
/// @param marking      absent: that of its case
/// @param supersedes   an earlier entry of the case in whose place this one stands
/// @param persons      what it has about persons, sealed: one part for each
public record Entry(
        UUID entryId,
        Vector vector,
        @Nullable String title,
        @Nullable String description,
        When occurred,
        List<Place> places,
        List<SourceUse> sources,
        @Nullable String unsourced,
        List<Quotation> quotations,
        Verification verification,
        @Nullable Confidence confidence,
        @Nullable Marking marking,
        @Nullable UUID supersedes,
        List<ExternalRef> externalRefs,
        List<SealedPart> persons) {

    public Entry {
        Check.required(entryId, "entryId");
        Check.required(vector, "vector");
        Check.optionalText(title, "title");
        Check.optionalText(description, "description");
        Check.required(occurred, "occurred");
        places = Check.list(places, "places");
        sources = Check.list(sources, "sources");
        Check.optionalText(unsourced, "unsourced");
        quotations = Check.list(quotations, "quotations");
        Check.required(verification, "verification");
        externalRefs = Check.list(externalRefs, "externalRefs");
        persons = Check.list(persons, "persons");
    }

    /// An entry that has nothing about persons.
    public Entry(
            UUID entryId,
            Vector vector,
            @Nullable String title,
            @Nullable String description,
            When occurred,
            List<Place> places,
            List<SourceUse> sources,
            @Nullable String unsourced,
            List<Quotation> quotations,
            Verification verification,
            @Nullable Confidence confidence,
            @Nullable Marking marking,
            @Nullable UUID supersedes,
            List<ExternalRef> externalRefs) {
        this(entryId, vector, title, description, occurred, places, sources, unsourced, quotations, verification, confidence, marking, supersedes, externalRefs, List.of());
    }

    Entry marked(Marking marking) {
        return new Entry(
                entryId, vector, title, description, occurred, places, sources, unsourced, quotations, verification, confidence, marking, supersedes, externalRefs, persons);
    }
}
