package io.flankwatch.events;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Words as they were said or written.
///
/// @param original    in the language they were in
/// @param language    BCP 47 tag of the original
/// @param translation into the working language
/// @param translator  who or what translated
/// @param sourceId    the source of the same case that has them
/// @param locator     where in the source
public record Quotation(
        String original,
        @Nullable String language,
        @Nullable String translation,
        @Nullable String translator,
        @Nullable UUID sourceId,
        @Nullable String locator) {

    public Quotation {
        Check.text(original, "original");
        Check.optionalText(language, "language");
        Check.optionalText(translation, "translation");
        Check.optionalText(translator, "translator");
        Check.optionalText(locator, "locator");
    }
}
