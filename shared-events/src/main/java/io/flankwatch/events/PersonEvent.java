package io.flankwatch.events;

import java.util.UUID;

/// What happens to everything that is recorded of a person, in whatever case. It names nobody: a person is an id.
public sealed interface PersonEvent extends LedgerEvent {

    /// Before the id in the name of the person's stream: a case may have the same id, and must not be able to stand in the way.
    String STREAM = "person/";

    UUID personId();

    static String stream(UUID personId) {
        return STREAM + personId;
    }

    static boolean isStream(String stream) {
        return stream.startsWith(STREAM);
    }

    /// From now on nobody can read what is sealed of the person, wherever it is, and nothing more is sealed.
    record PersonErased(UUID personId, ErasureGround ground) implements PersonEvent {

        public PersonErased {
            Check.required(personId, "personId");
            Check.required(ground, "ground");
        }
    }
}
