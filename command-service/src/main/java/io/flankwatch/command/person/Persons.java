package io.flankwatch.command.person;

import io.flankwatch.command.vocabulary.Context;
import io.flankwatch.command.vocabulary.PersonCommand;
import io.flankwatch.command.vocabulary.PersonCommand.ErasePerson;
import io.flankwatch.events.PersonEvent;
import io.flankwatch.events.PersonEvent.PersonErased;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;

/// All that decisions about a person depend on. Whether anything is recorded of them does not matter: nobody needs a key to be told never to get one.
record Persons(boolean erased) {

    static final Persons NONE = new Persons(false);

    PersonEvent decide(PersonCommand command, Context context) {
        return switch (command) {
            case ErasePerson erase -> {
                if (!context.supervisor()) {
                    throw new Refused(RefusalCode.ROLE_MISSING, "an erasure needs a supervisor");
                }
                if (erased) {
                    throw new Refused(RefusalCode.PERSON_ERASED, "the person's data are erased already");
                }
                yield new PersonErased(erase.personId(), erase.ground());
            }
        };
    }

    Persons evolve(PersonEvent event) {
        return switch (event) {
            case PersonErased _ -> new Persons(true);
        };
    }
}
