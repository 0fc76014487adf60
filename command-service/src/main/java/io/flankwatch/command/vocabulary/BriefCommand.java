package io.flankwatch.command.vocabulary;

import io.flankwatch.events.Check;
import io.flankwatch.events.Marking;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What can be asked of briefs.
public sealed interface BriefCommand extends CaseCommand {

    /// Who issues a brief has read it, and names the bytes that they hand on by what came with them.
    ///
    /// @param briefId    any RFC 9562 UUID; absent: the service makes a UUIDv7
    /// @param position   of the case, as the brief names it
    /// @param since      as it names it too, where it tells what has changed
    /// @param ceiling    as the brief names it
    /// @param mediaType  of the brief, without parameters
    /// @param reprDigest as the header of that name had it: `sha-256=:` and the digest in base64 and `:` (RFC 9530)
    /// @param recipients organisations and functions, not persons
    record IssueBrief(
            @Nullable UUID briefId,
            long position,
            @Nullable Long since,
            Marking ceiling,
            String mediaType,
            String reprDigest,
            List<String> recipients)
            implements BriefCommand {

        private static final Pattern SHA_256 = Pattern.compile("sha-256=:([A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=):");

        public IssueBrief {
            Check.required(ceiling, "ceiling");
            Check.text(mediaType, "mediaType");
            Check.that(SHA_256.matcher(Check.required(reprDigest, "reprDigest")).matches(), "reprDigest", "is not of the form sha-256=:<base64>:");
            recipients = Check.texts(Check.required(recipients, "recipients"), "recipients");
            Check.that(!recipients.isEmpty(), "recipients", "must not be empty");
        }

        /// The digest in lower-case hex.
        public String sha256() {
            Matcher form = SHA_256.matcher(reprDigest);
            Check.that(form.matches(), "reprDigest", "is not of the form sha-256=:<base64>:");
            return HexFormat.of().formatHex(Base64.getDecoder().decode(form.group(1)));
        }
    }
}
