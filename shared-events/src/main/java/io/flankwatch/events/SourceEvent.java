package io.flankwatch.events;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.flankwatch.events.Evidence.Action;
import io.flankwatch.events.Evidence.Capture;
import io.flankwatch.events.Evidence.CheckResult;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What happens to the sources of a case.
public sealed interface SourceEvent extends CaseEvent {

    UUID sourceId();

    /// @param url         where it is; `url` or `documentRef` is required, and either identifies the source within its case
    /// @param documentRef what a document is called that has no URL
    /// @param published   when it was published
    /// @param language    BCP 47 tag
    /// @param reliability Admiralty code, first axis
    /// @param credibility Admiralty code, second axis: 1 (confirmed) to 5 (improbable), 6 where it can't be judged
    /// @param copiesFrom  another source of the case that this one takes over: not independent of it
    record SourceCited(
            UUID sourceId,
            @Nullable String url,
            @Nullable String documentRef,
            String title,
            @Nullable String publisher,
            @Nullable String author,
            @Nullable When published,
            @Nullable String language,
            @Nullable Reliability reliability,
            @Nullable Integer credibility,
            @Nullable UUID copiesFrom,
            @Nullable Marking marking,
            List<ExternalRef> externalRefs)
            implements SourceEvent {

        public SourceCited {
            Check.required(sourceId, "sourceId");
            externalRefs = Check.list(externalRefs, "externalRefs");
            Check.text(title, "title");
            Check.that(url != null || documentRef != null, "url", "or documentRef is required");
            Check.credibility(credibility, "credibility");
        }
    }

    record CaptureAdded(UUID sourceId, UUID captureId, @JsonUnwrapped Capture capture) implements SourceEvent {

        public CaptureAdded {
            Check.required(sourceId, "sourceId");
            Check.required(captureId, "captureId");
            Check.required(capture, "");
        }
    }

    /// Somebody has looked whether the source is still there, and as it was.
    ///
    /// @param previous what the last check before it had found
    /// @param at       when it was looked at
    record SourceChecked(
            UUID sourceId, CheckResult result, @Nullable CheckResult previous, @Nullable When at, @Nullable String note)
            implements SourceEvent {

        public SourceChecked {
            Check.required(sourceId, "sourceId");
            Check.required(result, "result");
            Check.optionalText(note, "note");
        }
    }

    /// Both axes after it and before it. Neither follows from the other; absent: not graded.
    record SourceGraded(
            UUID sourceId,
            @Nullable Reliability reliability,
            @Nullable Reliability previousReliability,
            @Nullable Integer credibility,
            @Nullable Integer previousCredibility,
            @Nullable String reason)
            implements SourceEvent {

        public SourceGraded {
            Check.required(sourceId, "sourceId");
            Check.credibility(credibility, "credibility");
            Check.credibility(previousCredibility, "previousCredibility");
            Check.that(reliability != null || credibility != null, "reliability", "or credibility is required");
            Check.optionalText(reason, "reason");
        }
    }

    /// A step of the chain of custody.
    ///
    /// @param captureId         the capture that was handled; absent: all that is kept of the source
    /// @param custodian         who has it after the step
    /// @param previousCustodian who had it before, where that is recorded
    /// @param at                when it was done
    record CustodyTransferred(
            UUID sourceId,
            @Nullable UUID captureId,
            Action action,
            String custodian,
            @Nullable String previousCustodian,
            String reason,
            @Nullable When at)
            implements SourceEvent {

        public CustodyTransferred {
            Check.required(sourceId, "sourceId");
            Check.required(action, "action");
            Check.text(custodian, "custodian");
            Check.text(reason, "reason");
        }
    }
}
