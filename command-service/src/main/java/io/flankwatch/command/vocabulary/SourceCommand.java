package io.flankwatch.command.vocabulary;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.flankwatch.events.Check;
import io.flankwatch.events.Evidence.Action;
import io.flankwatch.events.Evidence.Capture;
import io.flankwatch.events.Evidence.CheckResult;
import io.flankwatch.events.Reliability;
import io.flankwatch.events.When;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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

    /// What is asked about a source that the case has cited.
    sealed interface AboutSource extends SourceCommand {

        UUID sourceId();
    }

    /// @param captureId any RFC 9562 UUID; absent: the service makes a UUIDv7
    record AddCapture(UUID sourceId, @Nullable UUID captureId, @JsonUnwrapped Capture capture) implements AboutSource {

        public AddCapture {
            Check.required(sourceId, "sourceId");
            Check.required(capture, "");
        }
    }

    /// @param at when it was looked at; absent: not stated
    record CheckSource(UUID sourceId, CheckResult result, @Nullable When at, @Nullable String note) implements AboutSource {

        public CheckSource {
            Check.required(sourceId, "sourceId");
            Check.required(result, "result");
            Check.optionalText(note, "note");
        }
    }

    /// @param reliability Admiralty code, first axis; absent: as it is
    /// @param credibility Admiralty code, second axis, 1 to 6; absent: as it is
    record GradeSource(
            UUID sourceId, @Nullable Reliability reliability, @Nullable Integer credibility, @Nullable String reason)
            implements AboutSource {

        public GradeSource {
            Check.required(sourceId, "sourceId");
            Check.credibility(credibility, "credibility");
            Check.that(reliability != null || credibility != null, "reliability", "or credibility is required");
            Check.optionalText(reason, "reason");
        }
    }

    /// @param captureId the capture that was handled; absent: all that is kept of the source
    /// @param custodian who has it after the step
    /// @param at        when it was done; absent: not stated
    record TransferCustody(
            UUID sourceId, @Nullable UUID captureId, Action action, String custodian, String reason, @Nullable When at)
            implements AboutSource {

        public TransferCustody {
            Check.required(sourceId, "sourceId");
            Check.required(action, "action");
            Check.text(custodian, "custodian");
            Check.text(reason, "reason");
        }
    }
}
