package io.flankwatch.command.desk;

import io.flankwatch.ledger.LedgerReader;
import io.flankwatch.wire.Ids;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Who a command is: its id from the client's key, and the fingerprint that tells a repeat from another request.
final class CommandKeys {

    private final LedgerReader ledger;
    private final SecretKeySpec secret;

    /// @param secret shared by all replicas of the service: without it, a fingerprint says nothing about a request
    CommandKeys(LedgerReader ledger, byte[] secret) {
        this.ledger = ledger;
        this.secret = new SecretKeySpec(secret, "HmacSHA256");
    }

    /// Keys are the client's own: another client's equal key is another command.
    UUID commandId(String clientId, String key) {
        return Ids.derived(ledger.ledgerId(), clientId + " " + key);
    }

    byte[] fingerprint(WriteRequest request, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(secret);
            for (String part : new String[] {request.method(), request.path(), request.query()}) {
                mac.update(part.getBytes(StandardCharsets.UTF_8));
                mac.update((byte) 0);
            }
            return mac.doFinal(body);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HmacSHA256", impossible);
        }
    }
}
