package io.flankwatch.command.desk;

import io.flankwatch.events.Refused;
import io.flankwatch.ops.Refusal;
import io.flankwatch.platform.access.Actor;
import io.flankwatch.platform.problem.TraceIds;
import io.flankwatch.platform.security.Actors;
import io.flankwatch.platform.security.Needs;
import io.flankwatch.wire.Ids;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;

/// Who tries what with a request, as far as it has been understood: what its refusal is recorded with.
public final class Attempt {

    private static final String KEY = Attempt.class.getName();

    private final Actor actor;
    private final String method;
    private final @Nullable String path;
    private final @Nullable String traceId;
    private @Nullable UUID caseId;
    private @Nullable String command;

    private Attempt(Actor actor, HttpServletRequest request) {
        this.actor = actor;
        method = request.getMethod();
        traceId = TraceIds.of(request);
        // Anything else that handles requests has no path of the API.
        if (request.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE) instanceof HandlerMethod endpoint
                && endpoint.hasMethodAnnotation(Needs.class)) {
            path = String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
            caseId = caseId(request);
            Takes takes = endpoint.getMethodAnnotation(Takes.class);
            command = takes == null ? null : takes.value().getSimpleName();
        } else {
            path = null;
        }
    }

    /// The same one for as long as a request is under way; absent where nobody is known who makes it.
    static @Nullable Attempt of(HttpServletRequest request) {
        if (request.getAttribute(KEY) instanceof Attempt attempt) {
            return attempt;
        }
        Actor actor = Actors.known(request);
        if (actor == null) {
            return null;
        }
        var attempt = new Attempt(actor, request);
        request.setAttribute(KEY, attempt);
        return attempt;
    }

    private static @Nullable UUID caseId(HttpServletRequest request) {
        if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> names
                && names.get("caseId") instanceof String text) {
            try {
                return Ids.parse(text);
            } catch (IllegalArgumentException noId) {
                return null;
            }
        }
        return null;
    }

    /// The body has named the case.
    void about(UUID named) {
        caseId = named;
    }

    /// The body has named the command; a name that means nothing is no name of one.
    void trying(String type) {
        command = CommandTypes.named(type) == null ? null : type;
    }

    /// What is told to the caller in words may quote what they sent; it is not in here.
    Refusal refused(Refused refused) {
        List<String> pointers =
                refused.faults().stream().map(Refused.Fault::pointer).map(KnownMembers::of).distinct().toList();
        return new Refusal(
                Ids.next(), actor.subject(), actor.clientId(), method, path, caseId, command, refused.code().name(), pointers, traceId);
    }
}
