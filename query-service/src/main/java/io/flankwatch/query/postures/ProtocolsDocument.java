package io.flankwatch.query.postures;

import io.flankwatch.events.Check;
import io.flankwatch.events.EntryRecorded.InterceptProtocolChanged;
import io.flankwatch.events.Marking;
import io.flankwatch.events.Verification;
import io.flankwatch.events.figures.Postures;
import io.flankwatch.query.projection.Fact;
import io.flankwatch.query.projection.Recording;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Every version of every protocol change of a case, in the order in which they became known.
record ProtocolsDocument(List<Version> versions) {

    static final ProtocolsDocument NONE = new ProtocolsDocument(List.of());

    ProtocolsDocument {
        versions = Check.list(versions, "versions");
    }

    /// @param known    the position from which it was so
    /// @param marking  the effective one when it was recorded or last revised
    /// @param recorded when the change itself was
    record Version(
            UUID entryId,
            long known,
            Marking marking,
            @Nullable UUID supersedes,
            boolean retracted,
            boolean falseAlarm,
            Postures.Change change,
            Recording recorded) {

        private static Version of(Fact fact, boolean retracted, InterceptProtocolChanged changed, Recording recorded) {
            return new Version(
                    changed.entry().entryId(),
                    fact.position(),
                    fact.marking(),
                    changed.entry().supersedes(),
                    retracted,
                    changed.entry().verification() == Verification.FALSE_ALARM,
                    new Postures.Change(
                            recorded.position(),
                            changed.entry().entryId(),
                            changed.protocolId(),
                            changed.jurisdiction(),
                            changed.targetClass(),
                            changed.state(),
                            changed.decidedBy(),
                            changed.replaces()),
                    recorded);
        }

        Version revised(Fact fact, InterceptProtocolChanged now) {
            return of(fact, retracted, now, recorded);
        }

        Version marked(Fact fact, Marking now) {
            return new Version(entryId, fact.position(), now, supersedes, retracted, falseAlarm, change, recorded);
        }

        Version retracted(Fact fact, boolean now) {
            return new Version(entryId, fact.position(), marking, supersedes, now, falseAlarm, change, recorded);
        }
    }

    boolean knows(UUID entryId) {
        return versions.stream().anyMatch(version -> version.entryId().equals(entryId));
    }

    ProtocolsDocument with(Fact fact, InterceptProtocolChanged changed) {
        return with(Version.of(fact, false, changed, fact.recording()));
    }

    /// A further version of what is there.
    ProtocolsDocument with(UUID entryId, UnaryOperator<Version> change) {
        return versions.stream()
                .filter(version -> version.entryId().equals(entryId))
                .reduce((_, later) -> later)
                .map(last -> with(change.apply(last)))
                .orElseThrow();
    }

    private ProtocolsDocument with(Version version) {
        List<Version> all = new ArrayList<>(versions);
        all.add(version);
        return new ProtocolsDocument(all);
    }

    /// Of each change the version that was known then, in the order recorded.
    ///
    /// @param position absent: now
    Collection<Version> known(@Nullable Long position) {
        Map<UUID, Version> last = new LinkedHashMap<>();
        versions.stream()
                .filter(version -> position == null || version.known() <= position)
                .forEach(version -> last.put(version.entryId(), version));
        return last.values();
    }
}
