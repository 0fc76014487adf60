package io.flankwatch.command.source;

import io.flankwatch.command.vocabulary.Context;
import io.flankwatch.command.vocabulary.SourceDraft;
import io.flankwatch.events.Check;
import io.flankwatch.events.Evidence.CheckResult;
import io.flankwatch.events.Marking;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.events.Reliability;
import io.flankwatch.events.SourceEvent;
import io.flankwatch.events.SourceEvent.CaptureAdded;
import io.flankwatch.events.SourceEvent.CustodyTransferred;
import io.flankwatch.events.SourceEvent.SourceChecked;
import io.flankwatch.events.SourceEvent.SourceCited;
import io.flankwatch.events.SourceEvent.SourceGraded;
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
/// @param custodians who has what is kept of a source, or a capture, as far as that is recorded
public record Sources(
        PMap<UUID, Known> known,
        PMap<String, PVector<UUID>> byAddress,
        PMap<UUID, Captured> captures,
        PMap<UUID, String> custodians) {

    public static final Sources NONE =
            new Sources(HashTreePMap.empty(), HashTreePMap.empty(), HashTreePMap.empty(), HashTreePMap.empty());

    /// @param reliability as it is graded now
    /// @param credibility as it is graded now
    /// @param checked     what the last check has found
    public record Known(
            SourceCited cited,
            Marking marking,
            @Nullable Reliability reliability,
            @Nullable Integer credibility,
            @Nullable CheckResult checked) {}

    public record Captured(UUID sourceId, Marking marking) {}

    /// @param uses  the sources that an entry rests on
    /// @param cited those of them that are new
    public record Citation(List<SourceUse> uses, List<SourceCited> cited) {}

    /// Whether the id is taken, by a source or a capture.
    public boolean has(UUID id) {
        return known.containsKey(id) || captures.containsKey(id);
    }

    /// Whether the case has that source and who asks may see it.
    public boolean shows(UUID id, Context context, Set<String> members) {
        return known.containsKey(id) && context.sees(marking(id), members);
    }

    boolean showsCapture(UUID id, Context context, Set<String> members) {
        return captures.containsKey(id) && context.sees(marking(id), members);
    }

    boolean isOf(UUID capture, UUID source) {
        return Check.required(captures.get(capture), "captureId").sourceId().equals(source);
    }

    Known known(UUID id) {
        return Check.required(known.get(id), "sourceId");
    }

    /// Of a source or a capture.
    public Marking marking(UUID id) {
        Captured captured = captures.get(id);
        return captured == null ? known(id).marking() : captured.marking();
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
                agrees(draft, sources.known(id), at);
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
    private static void agrees(SourceDraft draft, Known known, String pointer) {
        SourceCited cited = known.cited();
        same(draft.sourceId(), cited.sourceId(), pointer + "/sourceId");
        same(draft.url(), cited.url(), pointer + "/url");
        same(draft.documentRef(), cited.documentRef(), pointer + "/documentRef");
        same(draft.title(), cited.title(), pointer + "/title");
        same(draft.publisher(), cited.publisher(), pointer + "/publisher");
        same(draft.author(), cited.author(), pointer + "/author");
        same(draft.published(), cited.published(), pointer + "/published");
        same(draft.language(), cited.language(), pointer + "/language");
        same(draft.reliability(), known.reliability(), pointer + "/reliability");
        same(draft.credibility(), known.credibility(), pointer + "/credibility");
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
        // What it copies was cited before it, so that no longer chain can come back to it.
        if (copied != null && copied.equals(draft.sourceId())) {
            throw Refused.at(pointer + "/copiesFrom", RefusalCode.SOURCE_CYCLE, "the source would be a copy of itself");
        }
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

    public Sources evolve(SourceEvent event, Marking marking) {
        return switch (event) {
            case SourceCited cited -> cited(cited, marking);
            case CaptureAdded added ->
                new Sources(known, byAddress, captures.plus(added.captureId(), new Captured(added.sourceId(), marking)), custodians);
            case SourceChecked checked -> {
                Known was = known(checked.sourceId());
                yield with(new Known(was.cited(), was.marking(), was.reliability(), was.credibility(), checked.result()));
            }
            case SourceGraded graded -> {
                Known was = known(graded.sourceId());
                yield with(new Known(was.cited(), was.marking(), graded.reliability(), graded.credibility(), was.checked()));
            }
            case CustodyTransferred transferred -> {
                UUID handled = transferred.captureId() == null ? transferred.sourceId() : transferred.captureId();
                yield new Sources(known, byAddress, captures, custodians.plus(handled, transferred.custodian()));
            }
        };
    }

    private Sources cited(SourceCited cited, Marking marking) {
        PMap<String, PVector<UUID>> addresses = byAddress;
        for (String address : new String[] {cited.url(), cited.documentRef()}) {
            if (address != null) {
                PVector<UUID> there = addresses.get(address);
                addresses = addresses.plus(address, (there == null ? TreePVector.<UUID>empty() : there).plus(cited.sourceId()));
            }
        }
        Known fresh = new Known(cited, marking, cited.reliability(), cited.credibility(), null);
        return new Sources(known.plus(cited.sourceId(), fresh), addresses, captures, custodians);
    }

    private Sources with(Known changed) {
        return new Sources(known.plus(changed.cited().sourceId(), changed), byAddress, captures, custodians);
    }
}
