package io.flankwatch.query.projection;

import io.flankwatch.ledger.LedgerReader;
import io.flankwatch.ledger.LedgerRedaction;
import io.flankwatch.ledger.LedgerTail;

/// The ledger as this service needs it: read, and followed.
public record FollowedLedger(LedgerReader reader, LedgerTail tail, LedgerRedaction redaction) {}
