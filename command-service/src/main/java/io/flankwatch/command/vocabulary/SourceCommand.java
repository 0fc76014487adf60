package io.flankwatch.command.vocabulary;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.flankwatch.events.Check;

/// What can be asked of the sources of a case.
public sealed interface SourceCommand extends CaseCommand {

    record CiteSource(@JsonUnwrapped SourceDraft source) implements SourceCommand {

        public CiteSource {
            Check.required(source, "");
            Check.text(source.title(), "title");
            Check.that(source.url() != null || source.documentRef() != null, "url", "or documentRef is required");
            Check.that(source.locator() == null, "locator", "belongs to an entry that rests on the source");
        }
    }
}
