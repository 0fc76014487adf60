package io.flankwatch.events;

import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What happens to a brief of a case.
public sealed interface BriefEvent extends CaseEvent {

    UUID briefId();

    /// Somebody was given a brief: these bytes, whoever made them. Who asks for the same again can tell whether they still come out.
    ///
    /// @param position   what it tells was known there: a position of this case
    /// @param since      the earlier position that it is compared with; absent: none
    /// @param ceiling    the highest marking that was looked at for it
    /// @param mediaType  what it was written as, such as text/html
    /// @param sha256     of its bytes, lower-case hex
    /// @param recipients organisations and functions, in the order named
    record BriefIssued(
            UUID briefId,
            long position,
            @Nullable Long since,
            Marking ceiling,
            String mediaType,
            String sha256,
            List<String> recipients)
            implements BriefEvent {

        /// As a media type is written, without parameters (RFC 6838, section 4.2).
        private static final Pattern MEDIA_TYPE = Pattern.compile("[a-z0-9][a-z0-9!#$&^_.+-]{0,126}/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}");

        public BriefIssued {
            Check.required(briefId, "briefId");
            Check.that(position >= 0, "position", "must not be below 0");
            Check.that(since == null || (since >= 0 && since <= position), "since", "must be from 0 to the position");
            Check.required(ceiling, "ceiling");
            Check.that(MEDIA_TYPE.matcher(Check.text(mediaType, "mediaType")).matches(), "mediaType", "is not a media type without parameters");
            Check.sha256(Check.required(sha256, "sha256"), "sha256");
            recipients = Check.texts(recipients, "recipients");
            Check.that(!recipients.isEmpty(), "recipients", "must not be empty");
        }
    }
}
