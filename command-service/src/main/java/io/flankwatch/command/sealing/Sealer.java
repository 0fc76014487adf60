package io.flankwatch.command.sealing;

import io.flankwatch.events.PersonEvent;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.ledger.LedgerReader;
import io.flankwatch.ops.PersonKeys;
import io.flankwatch.platform.persons.PersonKey;
import io.flankwatch.platform.persons.PersonPart;
import io.flankwatch.platform.persons.SealedPlace;
import io.flankwatch.platform.persons.WrappingKey;
import io.flankwatch.wire.Ids;
import java.security.GeneralSecurityException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Seals parts of entries under the keys of the persons whom they are about. Keys are remembered nowhere.
public final class Sealer {

    private static final UUID NOWHERE = new UUID(0, 0);

    private final PersonKeys keys;
    private final WrappingKey wrapping;
    private final LedgerReader ledger;
    private final Erasures erasures;

    Sealer(PersonKeys keys, WrappingKey wrapping, LedgerReader ledger, Erasures erasures) {
        this.keys = keys;
        this.wrapping = wrapping;
        this.ledger = ledger;
        this.erasures = erasures;
    }

    /// Refuses to start with another file than the one that keys were wrapped under before: what is sealed with it nobody else could open. A key of
    /// nobody's, in each ledger, tells.
    void assertSameFile() {
        var unused = mark(Ids.derived(ledger.ledgerId(), "nobody"), new byte[0]);
    }

    /// Makes the person's key where there is none yet.
    ///
    /// @throws Refused PERSON_ERASED
    public String seal(UUID caseId, UUID entryId, PersonPart part) {
        PersonKey key = key(part.personId());
        if (key == null) {
            throw erased();
        }
        return key.seal(new SealedPlace(caseId, entryId, part.personId()), part.content());
    }

    /// As long as what is sealed would be. Nobody ever opens it, and no key is made or kept for it.
    public String likeness(PersonPart part) {
        return PersonKey.ofNobody().seal(new SealedPlace(NOWHERE, NOWHERE, part.personId()), part.content());
    }

    /// @throws Refused PERSON_ERASED
    public void admit(UUID personId) {
        if (isErased(personId)) {
            throw erased();
        }
    }

    /// Tells whether two requests say the same of a person, until the person is erased.
    public String mark(UUID personId, byte[] said) {
        PersonKey key = key(personId);
        return key == null ? "erased" : key.mark(said);
    }

    private boolean isErased(UUID personId) {
        return ledger.lastVersion(PersonEvent.stream(personId)).isPresent();
    }

    private static Refused erased() {
        return new Refused(RefusalCode.PERSON_ERASED, "the person's data are erased");
    }

    private @Nullable PersonKey key(UUID personId) {
        byte[] wrapped = keys.key(personId, wrapping.fresh(personId));
        if (wrapped == null) {
            return null;
        }
        if (isErased(personId)) {
            // Recorded, and not done yet.
            erasures.settle(personId);
            return null;
        }
        try {
            return wrapping.unwrap(personId, wrapped);
        } catch (GeneralSecurityException another) {
            throw new IllegalStateException("a person's key was wrapped under a key that the file of flankwatch.persons.key-file does not have", another);
        }
    }
}
