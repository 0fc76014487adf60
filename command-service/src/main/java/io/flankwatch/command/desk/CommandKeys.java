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

    /// Keys are the client's own: another client's equal key is another command. The length keeps the two parts apart.
    UUID commandId(String clientId, String key) {
        return Ids.derived(ledger.ledgerId(), clientId.length() + ":" + clientId + key);
    }

    /// Of a command that has its request's key and its place in the request; in a namespace of its own, so that no key can be equal to it.
    UUID commandId(String clientId, String key, int index) {
        return Ids.derived(Ids.derived(ledger.ledgerId(), "commands of a request"), clientId.length() + ":" + clientId + index + ":" + key);
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
