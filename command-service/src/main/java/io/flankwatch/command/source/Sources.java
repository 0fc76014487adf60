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

/// The sources that a case has cited.
public record Sources(PMap<UUID, Marking> markings, PMap<String, UUID> byUrl, PMap<String, UUID> byDocumentRef) {

    public static final Sources NONE = new Sources(HashTreePMap.empty(), HashTreePMap.empty(), HashTreePMap.empty());

    /// @param uses  the sources that an entry rests on
    /// @param cited those of them that are new
    public record Citation(List<SourceUse> uses, List<SourceCited> cited) {}

    public boolean has(UUID id) {
        return markings.containsKey(id);
    }

    /// Whether the case has it and who asks may see it.
    public boolean shows(UUID id, Context context, Set<String> members) {
        return has(id) && context.sees(marking(id), members);
    }

    public Marking marking(UUID id) {
        return Check.required(markings.get(id), "sourceId");
    }

    /// A source of its own, refused where the case has it.
    public SourceCited cite(SourceDraft draft, Context context, Set<String> members) {
        UUID known = find(draft);
        if (known != null) {
            throw Refused.at(
                    draft.url() != null ? "/url" : "/documentRef",
                    RefusalCode.SOURCE_EXISTS,
                    shows(known, context, members) ? "the case cites it as " + known : "the case cites it already");
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
            UUID id = sources.find(draft);
            boolean hidden = id != null && has(id) && !shows(id, context, members);
            if (id == null || hidden) {
                if (hidden || (draft.url() == null && draft.documentRef() == null)) {
                    throw Refused.at(pointer + "/" + i, RefusalCode.NO_SUCH_SOURCE, "the case has no such source");
                }
                SourceCited fresh = sources.cited(draft, pointer + "/" + i, context, members);
                cited.add(fresh);
                sources = sources.evolve(fresh, fresh.marking() == null ? Marking.CLEAR : fresh.marking());
                id = fresh.sourceId();
            }
            uses.add(new SourceUse(id, draft.locator()));
        }
        return new Citation(uses, cited);
    }

    private @Nullable UUID find(SourceDraft draft) {
        if (draft.url() != null && byUrl.containsKey(draft.url())) {
            return byUrl.get(draft.url());
        }
        if (draft.documentRef() != null && byDocumentRef.containsKey(draft.documentRef())) {
            return byDocumentRef.get(draft.documentRef());
        }
        boolean onlyId = draft.url() == null && draft.documentRef() == null;
        return onlyId && draft.sourceId() != null && has(draft.sourceId()) ? draft.sourceId() : null;
    }

    private SourceCited cited(SourceDraft draft, String pointer, Context context, Set<String> members) {
        if (draft.title() == null) {
            throw Refused.at(pointer + "/title", RefusalCode.MALFORMED, "a new source needs a title");
        }
        if (draft.marking() != null && !context.clearance().allows(draft.marking())) {
            throw Refused.at(pointer + "/marking", RefusalCode.MARKING_ABOVE_CLEARANCE, "your clearance is " + context.clearance());
        }
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
        return new Sources(
                markings.plus(cited.sourceId(), marking),
                cited.url() == null ? byUrl : byUrl.plus(cited.url(), cited.sourceId()),
                cited.documentRef() == null ? byDocumentRef : byDocumentRef.plus(cited.documentRef(), cited.sourceId()));
    }
}
