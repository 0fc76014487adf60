package io.flankwatch.platform.persons;

import io.flankwatch.events.Check;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What an entry has about one person, as a client sends it. With neither role nor details: what was sealed before stays as it is.
///
/// @param personId any UUID that means nothing; the same one wherever it is the same person
public record PersonPart(UUID personId, @Nullable PersonRole role, @Nullable PersonDetails details) {

    public PersonPart {
        Check.required(personId, "personId");
    }

    public boolean saysSomething() {
        return role != null || details != null;
    }

    /// What is sealed of it.
    public PersonContent content() {
        return new PersonContent(role, details);
    }

    /// Nothing of it comes into a log because somebody prints it.
    @Override
    public String toString() {
        return "PersonPart[" + personId + ", …]";
    }
}
