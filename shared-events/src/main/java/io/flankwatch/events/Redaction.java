package io.flankwatch.events;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The parts of a redaction: what is taken out of which stored events, so that anybody who holds the ledger can tell that nothing else was.
public final class Redaction {

    /// What stands in place of a text that an event can't do without.
    public static final String BLANK = "[redacted]";

    private static final Pattern POINTER = Pattern.compile("(/([^~/]|~[01])*)+");

    private Redaction() {}

    /// Pointers into what is recorded of an entry.
    ///
    /// @param pointers JSON pointers (RFC 6901), none of them to the whole
    public static List<String> pointers(@Nullable List<String> pointers, String field) {
        List<String> checked = Check.list(pointers, field);
        Check.that(!checked.isEmpty(), field, "must not be empty");
        Check.that(checked.size() <= 50, field, "must be 50 at most");
        for (int i = 0; i < checked.size(); i++) {
            Check.that(POINTER.matcher(checked.get(i)).matches(), field + "/" + i, "must be a JSON pointer to a member");
        }
        return checked;
    }

    /// A stored event as it is from now on.
    ///
    /// @param position of the event
    /// @param cuts     what is done to its envelope, in order
    /// @param sha256   of the bytes that are left, lower-case hex
    public record Residue(long position, List<Cut> cuts, String sha256) {

        public Residue {
            Check.that(position >= 0, "position", "must not be negative");
            cuts = Check.list(cuts, "cuts");
            Check.sha256(Check.required(sha256, "sha256"), "sha256");
        }
    }

    /// One member of an envelope that goes.
    ///
    /// @param pointer a JSON pointer into the envelope as the cuts before have left it
    /// @param blank   true where a text stays that says so ([#BLANK]), since an event can't do without it
    public record Cut(String pointer, boolean blank) {

        public Cut {
            Check.text(pointer, "pointer");
        }
    }
}
