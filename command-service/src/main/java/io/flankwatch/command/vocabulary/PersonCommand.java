package io.flankwatch.command.vocabulary;

import io.flankwatch.events.Check;
import io.flankwatch.events.ErasureGround;
import java.util.UUID;

/// What can be asked about what is recorded of a person, in whatever case.
public sealed interface PersonCommand extends Command {

    UUID personId();

    /// Makes what is sealed of a person unreadable for ever, wherever it is.
    ///
    /// @param personId given by the path; nothing need be recorded of them
    /// @param ground   why, in law
    record ErasePerson(UUID personId, ErasureGround ground) implements PersonCommand {

        public ErasePerson {
            Check.required(personId, "personId");
            Check.required(ground, "ground");
        }
    }
}
