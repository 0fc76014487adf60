package io.flankwatch.query.figures;

import io.flankwatch.events.Bounds;
import io.flankwatch.events.Check;
import io.flankwatch.events.Entry;
import io.flankwatch.events.EntryKind;
import io.flankwatch.events.EntryLink;
import io.flankwatch.events.EntryRecorded;
import io.flankwatch.events.EntryRecorded.CasualtyRecorded;
import io.flankwatch.events.EntryRecorded.IncursionReported;
import io.flankwatch.events.Marking;
import io.flankwatch.events.ObjectType;
import io.flankwatch.events.Place;
import io.flankwatch.events.Verification;
import io.flankwatch.events.When;
import io.flankwatch.events.figures.StandingClaims.Claim;
import io.flankwatch.query.projection.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A share of a case's entries, told apart by their ids: so that an event rewrites a small part of a large case.
record ShareDocument(List<Told> entries) {

    static final int SHARES = 256;

    ShareDocument {
        entries = Check.list(entries, "entries");
    }

    static int share(UUID entryId) {
        return Math.floorMod(entryId.hashCode(), SHARES);
    }

    static ShareDocument with(@Nullable ShareDocument before, Told entry) {
        List<Told> all = before == null ? new ArrayList<>() : new ArrayList<>(before.entries);
        all.add(entry);
        return new ShareDocument(all);
    }

    ShareDocument changed(UUID entryId, UnaryOperator<Told> change) {
        return new ShareDocument(
                entries.stream().map(entry -> entry.entryId().equals(entryId) ? change.apply(entry) : entry).toList());
    }

    /// @param marking   the effective one when it was recorded or last revised
    /// @param countries of all its places
    record Told(
            UUID entryId,
            long position,
            Marking marking,
            EntryKind kind,
            @Nullable UUID supersedes,
            boolean retracted,
            boolean falseAlarm,
            @Nullable Claim claim,
            When occurred,
            List<String> countries,
            @Nullable ObjectType object,
            @Nullable Bounds count,
            List<Linked> links) {

        Told {
            countries = Check.list(countries, "countries");
            links = Check.list(links, "links");
        }

        /// @param marking the effective one when it was recorded
        record Linked(EntryLink link, Marking marking) {}

        static Told of(Fact fact, EntryRecorded recorded) {
            return of(fact.position(), fact.marking(), false, recorded, List.of());
        }

        /// It keeps its place, its links, and whether it is retracted.
        Told revised(Fact fact, EntryRecorded now) {
            return of(position, fact.marking(), retracted, now, links);
        }

        private static Told of(long position, Marking marking, boolean retracted, EntryRecorded recorded, List<Linked> links) {
            Entry entry = recorded.entry();
            IncursionReported incursion = recorded instanceof IncursionReported reported ? reported : null;
            return new Told(
                    entry.entryId(),
                    position,
                    marking,
                    recorded.kind(),
                    entry.supersedes(),
                    retracted,
                    entry.verification() == Verification.FALSE_ALARM,
                    recorded instanceof CasualtyRecorded casualty ? claim(casualty) : null,
                    entry.occurred(),
                    entry.places().stream().map(Place::country).filter(Objects::nonNull).distinct().toList(),
                    incursion == null ? null : incursion.objectType(),
                    incursion == null || incursion.count() == null ? null : Bounds.of(incursion.count()),
                    links);
        }

        private static Claim claim(CasualtyRecorded casualty) {
            return new Claim(
                    casualty.metric(), casualty.scope(), casualty.about(), Bounds.of(casualty.claim()), casualty.grade());
        }

        Told retracted(boolean now) {
            return with(now, links);
        }

        Told marked(Marking now) {
            return new Told(
                    entryId, position, now, kind, supersedes, retracted, falseAlarm, claim, occurred, countries, object, count, links);
        }

        Told linked(EntryLink link, Marking marking) {
            List<Linked> all = new ArrayList<>(links);
            all.add(new Linked(link, marking));
            return with(retracted, all);
        }

        Told unlinked(EntryLink link) {
            return with(retracted, links.stream().filter(linked -> !linked.link().equals(link)).toList());
        }

        private Told with(boolean retracted, List<Linked> links) {
            return new Told(
                    entryId, position, marking, kind, supersedes, retracted, falseAlarm, claim, occurred, countries, object, count, links);
        }
    }
}
