package io.flankwatch.query.persons;

import io.flankwatch.events.Check;
import io.flankwatch.events.EntryKind;
import io.flankwatch.events.Marking;
import io.flankwatch.events.SealedPart;
import io.flankwatch.query.projection.Searched;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// One entry that mentions persons, or has mentioned them.
///
/// @param marking   the effective one when it was recorded or last revised or marked
/// @param mentions  one for each person
/// @param personIds the same persons, for whoever looks for one
record MentionsDocument(UUID entryId, EntryKind kind, Marking marking, List<Mention> mentions, List<UUID> personIds) implements Searched {

    MentionsDocument {
        mentions = Check.list(mentions, "mentions");
        personIds = Check.list(personIds, "personIds");
    }

    /// @param positions of the events that have a part about the person, in order
    /// @param current   whether the entry mentions them as it is now
    record Mention(UUID personId, List<Long> positions, boolean current) {

        Mention {
            positions = Check.list(positions, "positions");
        }

        private Mention at(long position, boolean now) {
            List<Long> all = new ArrayList<>(positions);
            if (now) {
                all.add(position);
            }
            return new Mention(personId, all, now);
        }
    }

    static MentionsDocument none(UUID entryId, EntryKind kind) {
        return new MentionsDocument(entryId, kind, Marking.RED, List.of(), List.of());
    }

    /// As it says at a position.
    MentionsDocument at(long position, Marking now, Collection<SealedPart> parts) {
        Set<UUID> named = new HashSet<>();
        parts.forEach(part -> named.add(part.personId()));
        List<Mention> all = new ArrayList<>();
        mentions.forEach(mention -> all.add(mention.at(position, named.remove(mention.personId()))));
        parts.stream().map(SealedPart::personId).filter(named::contains).forEach(id -> all.add(new Mention(id, List.of(position), true)));
        return new MentionsDocument(entryId, kind, now, all, all.stream().map(Mention::personId).toList());
    }

    MentionsDocument marked(Marking now) {
        return new MentionsDocument(entryId, kind, now, mentions, personIds);
    }
}
