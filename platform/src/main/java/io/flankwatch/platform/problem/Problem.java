package io.flankwatch.platform.problem;

import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A refusal as it is told (RFC 9457, `application/problem+json`).
///
/// @param type     `urn:flankwatch:problem:` and the code in kebab-case
/// @param title    what the code means, always the same
/// @param detail   what was wrong this time
/// @param instance the path that was asked for
/// @param code     stable: tools may rely on it
/// @param traceId  finds the request in the service's log
/// @param errors   the members of the body at fault
public record Problem(
        URI type,
        String title,
        int status,
        String detail,
        @Nullable String instance,
        RefusalCode code,
        @Nullable String traceId,
        List<Refused.Fault> errors) {

    public static final String MEDIA_TYPE = "application/problem+json";

    /// @param instance absent for one of several commands of a request
    public static Problem of(Refused refused, @Nullable String instance, @Nullable String traceId) {
        RefusalCode code = refused.code();
        return new Problem(type(code), code.meaning(), code.status(), refused.detail(), instance, code, traceId, refused.faults());
    }

    public static URI type(RefusalCode code) {
        return URI.create("urn:flankwatch:problem:" + code.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
}
