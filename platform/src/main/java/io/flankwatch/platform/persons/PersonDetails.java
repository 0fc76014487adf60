package io.flankwatch.platform.persons;

import io.flankwatch.events.Check;
import io.flankwatch.events.Country;
import io.flankwatch.events.Quantity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of a person, in closed members, so that a typo is never a loss; what has none of its own is a remark. Never recorded like this.
///
/// @param age         in years; "in her thirties" stays words
/// @param sex         as stated
/// @param nationality ISO 3166-1 alpha-2
/// @param health      injuries and treatment
public record PersonDetails(
        @Nullable String name,
        @Nullable List<String> otherNames,
        @Nullable Quantity age,
        @Nullable String sex,
        @Nullable String nationality,
        @Nullable String health,
        @Nullable String whereabouts,
        @Nullable String contact,
        @Nullable String remarks) {

    public PersonDetails {
        Check.optionalText(name, "name");
        otherNames = Check.texts(otherNames, "otherNames");
        Check.optionalText(sex, "sex");
        if (nationality != null) {
            Country.code(nationality, "nationality");
        }
        Check.optionalText(health, "health");
        Check.optionalText(whereabouts, "whereabouts");
        Check.optionalText(contact, "contact");
        Check.optionalText(remarks, "remarks");
    }

    /// Nothing of it comes into a log because somebody prints it.
    @Override
    public String toString() {
        return "PersonDetails[…]";
    }
}
