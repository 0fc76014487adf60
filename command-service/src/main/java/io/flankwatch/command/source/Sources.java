package io.flankwatch.command.source;

import io.flankwatch.command.vocabulary.Context;
import io.flankwatch.command.vocabulary.SourceDraft;
import io.flankwatch.events.Check;
import io.flankwatch.events.Marking;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.events.SourceEvent.SourceCited;
import io.flankwatch.events.SourceUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/// The sources that a case has cited.
///
/// @param byAddress the sources of a URL or document reference; more than one only where an earlier one was above the clearance of who cited it
///                  again, who must not learn of it
public record Sources(PMap<UUID, Known> known, PMap<String, PVector<UUID>> byAddress) {

    public static final Sources NONE = new Sources(HashTreePMap.empty(), HashTreePMap.empty());

    public record Known(SourceCited cited, Marking marking) {}

    /// @param uses  the sources that an entry rests on
    /// @param cited those of them that are new
    public record Citation(List<SourceUse> uses, List<SourceCited> cited) {}

    public boolean has(UUID id) {
        return known.containsKey(id);
    }

    /// Whether the case has it and who asks may see it.
    public boolean shows(UUID id, Context context, Set<String> members) {
        return has(id) && context.sees(marking(id), members);
    }

    public Marking marking(UUID id) {
        return Check.required(known.get(id), "sourceId").marking();
    }

    /// A source of its own, refused where the case has it.
    public SourceCited cite(SourceDraft draft, Context context, Set<String> members) {
        UUID same = find(draft, context, members);
        if (same != null) {
            throw Refused.at(draft.url() != null ? "/url" : "/documentRef", RefusalCode.SOURCE_EXISTS, "the case cites it as " + same);
        }
        return cited(draft, "", context, members);
    }

    /// The sources of an entry: those that the case has are matched, new ones are cited with it.
    public Citation resolve(List<SourceDraft> drafts, String pointer, Context context, Set<String> members) {
        var uses = new ArrayList<SourceUse>();
        var cited = new ArrayList<SourceCited>();
        Sources sources = this;
        for (int i = 0; i < drafts.size(); i++) {
            SourceDraft draft = drafts.get(i);
            String at = pointer + "/" + i;
            UUID id = sources.find(draft, context, members);
            if (id != null) {
                agrees(draft, Check.required(sources.known.get(id), "sourceId").cited(), at);
            } else if (draft.url() == null && draft.documentRef() == null) {
                throw Refused.at(at, RefusalCode.NO_SUCH_SOURCE, "the case has no such source");
            } else {
                SourceCited fresh = sources.cited(draft, at, context, members);
                cited.add(fresh);
                sources = sources.evolve(fresh, Marking.CLEAR);
                id = fresh.sourceId();
            }
            uses.add(new SourceUse(id, draft.locator()));
        }
        return new Citation(uses, cited);
    }

    private @Nullable UUID find(SourceDraft draft, Context context, Set<String> members) {
        if (draft.url() == null && draft.documentRef() == null) {
            return draft.sourceId() != null && shows(draft.sourceId(), context, members) ? draft.sourceId() : null;
        }
        UUID byUrl = draft.url() == null ? null : at(draft.url(), context, members);
        return byUrl != null || draft.documentRef() == null ? byUrl : at(draft.documentRef(), context, members);
    }

    private @Nullable UUID at(String address, Context context, Set<String> members) {
        PVector<UUID> there = byAddress.get(address);
        return there == null ? null : there.stream().filter(id -> shows(id, context, members)).findFirst().orElse(null);
    }

    /// What a client says of a source that the case has must be what the case has of it: nothing that was sent is dropped silently.
    private static void agrees(SourceDraft draft, SourceCited cited, String pointer) {
        same(draft.sourceId(), cited.sourceId(), pointer + "/sourceId");
        same(draft.url(), cited.url(), pointer + "/url");
        same(draft.documentRef(), cited.documentRef(), pointer + "/documentRef");
        same(draft.title(), cited.title(), pointer + "/title");
        same(draft.publisher(), cited.publisher(), pointer + "/publisher");
        same(draft.author(), cited.author(), pointer + "/author");
        same(draft.published(), cited.published(), pointer + "/published");
        same(draft.language(), cited.language(), pointer + "/language");
        same(draft.reliability(), cited.reliability(), pointer + "/reliability");
        same(draft.credibility(), cited.credibility(), pointer + "/credibility");
        same(draft.copiesFrom(), cited.copiesFrom(), pointer + "/copiesFrom");
        same(draft.marking(), cited.marking(), pointer + "/marking");
        if (!Check.list(draft.externalRefs(), "externalRefs").isEmpty()) {
            same(draft.externalRefs(), cited.externalRefs(), pointer + "/externalRefs");
        }
    }

    private static void same(@Nullable Object given, @Nullable Object cited, String pointer) {
        if (given != null && !given.equals(cited)) {
            throw Refused.at(pointer, RefusalCode.SOURCE_EXISTS, "the case cites the source otherwise: leave this out, or say the same");
        }
    }

    private SourceCited cited(SourceDraft draft, String pointer, Context context, Set<String> members) {
        if (draft.title() == null) {
            throw Refused.at(pointer + "/title", RefusalCode.MALFORMED, "a new source needs a title");
        }
        context.mayMark(draft.marking(), pointer + "/marking", members);
        UUID copied = draft.copiesFrom();
        if (copied != null && !shows(copied, context, members)) {
            throw Refused.at(pointer + "/copiesFrom", RefusalCode.NO_SUCH_SOURCE, "the case has no such source");
        }
        return new SourceCited(
                draft.sourceId() == null ? context.ids().get() : draft.sourceId(),
                draft.url(),
                draft.documentRef(),
                draft.title(),
                draft.publisher(),
                draft.author(),
                draft.published(),
                draft.language(),
                draft.reliability(),
                draft.credibility(),
                copied,
                draft.marking(),
                Check.list(draft.externalRefs(), "externalRefs"));
    }

    public Sources evolve(SourceCited cited, Marking marking) {
        PMap<String, PVector<UUID>> addresses = byAddress;
        for (String address : new String[] {cited.url(), cited.documentRef()}) {
            if (address != null) {
                PVector<UUID> there = addresses.get(address);
                addresses = addresses.plus(address, (there == null ? TreePVector.<UUID>empty() : there).plus(cited.sourceId()));
            }
        }
        return new Sources(known.plus(cited.sourceId(), new Known(cited, marking)), addresses);
    }
}
