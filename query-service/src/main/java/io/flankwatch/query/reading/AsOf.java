package io.flankwatch.query.reading;

import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.ledger.LedgerReader;
import java.util.regex.Pattern;

/// The moment of knowledge that a read asks for: digits are a position, anything else an instant.
final class AsOf {

    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    private AsOf() {}

    /// The last position that was known then.
    static long position(String asOf, LedgerReader ledger) {
        if (DIGITS.matcher(asOf).matches()) {
            long head = ledger.head();
            if (asOf.length() > 18 || Long.parseLong(asOf) > head) {
                throw new Refused(RefusalCode.POSITION_BEYOND_HEAD, "The ledger's last position is " + head);
            }
            return Long.parseLong(asOf);
        }
        return ledger.positionAt(Instants.parseRequired(asOf, "asOf, where it is not a position,"))
                .orElseThrow(() -> new Refused(RefusalCode.POSITION_BEYOND_HEAD, "asOf is in the future"));
    }
}
