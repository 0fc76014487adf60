package io.flankwatch.command.vocabulary;

import io.flankwatch.events.Check;
import io.flankwatch.events.Country;
import io.flankwatch.events.ExternalRef;
import io.flankwatch.events.Marking;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What can be asked of the case as a file.
public sealed interface CaseFileCommand extends CaseCommand {

    /// @param caseId    any RFC 9562 UUID; absent: the service makes a UUIDv7
    /// @param marking   absent: AMBER
    /// @param countries ISO 3166-1 alpha-2
    /// @param lead      subject of the token of the analyst who leads it
    record OpenCase(
            @Nullable UUID caseId,
            String title,
            @Nullable String summary,
            @Nullable Marking marking,
            @Nullable List<String> countries,
            @Nullable List<String> tags,
            @Nullable String lead,
            @Nullable List<ExternalRef> externalRefs)
            implements CaseFileCommand {

        public OpenCase {
            Check.text(title, "title");
            Check.optionalText(summary, "summary");
            countries = Check.list(countries, "countries");
            for (int i = 0; i < countries.size(); i++) {
                Country.code(countries.get(i), "countries/" + i);
            }
            tags = Check.texts(tags, "tags");
            Check.optionalText(lead, "lead");
            externalRefs = Check.list(externalRefs, "externalRefs");
        }
    }

    /// @param reason required with force
    /// @param force  close although indicators are open; they are withdrawn in the same commit
    record CloseCase(@Nullable String reason, @Nullable Boolean force) implements CaseFileCommand {

        public CloseCase {
            Check.optionalText(reason, "reason");
        }

        public boolean forced() {
            return Boolean.TRUE.equals(force);
        }
    }
}
