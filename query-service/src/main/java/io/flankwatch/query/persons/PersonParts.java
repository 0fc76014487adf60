package io.flankwatch.query.persons;

import io.flankwatch.events.SealedPart;
import io.flankwatch.ops.PersonKeys;
import io.flankwatch.platform.access.Actor;
import io.flankwatch.platform.access.Role;
import io.flankwatch.platform.persons.PersonContent;
import io.flankwatch.platform.persons.SealedPlace;
import io.flankwatch.platform.persons.WrappingKey;
import io.flankwatch.query.persons.PersonShown.Erased;
import io.flankwatch.query.persons.PersonShown.State;
import io.flankwatch.query.reading.CaseGate;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens what entries have about persons for those who may read it: whoever is an analyst or supervisor, and a member of the case.
///
/// Auditors see everything that was recorded, which is the sealed part; whom it is about proves nothing to them.
public final class PersonParts {

    private static final Logger LOG = LoggerFactory.getLogger(PersonParts.class);

    private final PersonKeys keys;
    private final WrappingKey wrapping;
    private final ErasedPersons erased;

    PersonParts(PersonKeys keys, WrappingKey wrapping, ErasedPersons erased) {
        this.keys = keys;
        this.wrapping = wrapping;
        this.erased = erased;
    }

    /// @param parts of an entry that the reader may see
    public List<PersonShown> show(CaseGate gate, UUID entryId, List<SealedPart> parts, Actor actor) {
        Map<UUID, Erased> gone = new HashMap<>();
        for (SealedPart part : parts) {
            Erased found = erased.find(part.personId());
            if (found != null) {
                gone.put(part.personId(), found);
            }
        }
        boolean may = actor.roles().contains(Role.ANALYST) && gate.access().members().contains(actor.subject());
        List<UUID> wanted = parts.stream().map(SealedPart::personId).filter(id -> !gone.containsKey(id)).toList();
        Map<UUID, byte[]> wrapped = may && !wanted.isEmpty() ? keys.find(wanted) : Map.of();
        List<PersonShown> shown = new ArrayList<>();
        for (SealedPart part : parts) {
            UUID personId = part.personId();
            if (gone.containsKey(personId)) {
                shown.add(new PersonShown(personId, State.ERASED, null, null, gone.get(personId)));
            } else if (!may) {
                shown.add(new PersonShown(personId, State.SEALED, null, null, null));
            } else {
                shown.add(opened(new SealedPlace(UUID.fromString(gate.caseId()), entryId, personId), part.sealed(), wrapped.get(personId)));
            }
        }
        return List.copyOf(shown);
    }

    private PersonShown opened(SealedPlace place, String sealed, byte @Nullable [] key) {
        if (key == null) {
            LOG.error("There is no key for person {} in entry {} of case {}, and no erasure", place.personId(), place.entryId(), place.caseId());
            return new PersonShown(place.personId(), State.UNREADABLE, null, null, null);
        }
        try {
            PersonContent content = wrapping.unwrap(place.personId(), key).open(place, sealed);
            return new PersonShown(place.personId(), State.OPEN, content.role(), content.details(), null);
        } catch (GeneralSecurityException closed) {
            LOG.error("What entry {} of case {} has about person {} does not open", place.entryId(), place.caseId(), place.personId(), closed);
            return new PersonShown(place.personId(), State.UNREADABLE, null, null, null);
        }
    }
}
