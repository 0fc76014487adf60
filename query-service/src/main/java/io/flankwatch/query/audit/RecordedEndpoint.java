package io.flankwatch.query.audit;

import io.flankwatch.ops.Read;
import io.flankwatch.platform.access.Actor;
import io.flankwatch.platform.problem.TraceIds;
import io.flankwatch.query.reading.Answers;
import io.flankwatch.wire.Ids;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;

/// Which endpoint a request has come to, where that is one whose reads are recorded.
record RecordedEndpoint(String path, @Nullable UUID caseId) {

    private static final String OURS = "io.flankwatch.query.";

    /// Absent for everything else, and before it is known.
    static @Nullable RecordedEndpoint of(HttpServletRequest request) {
        if (request.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE) instanceof HandlerMethod endpoint && isRecorded(endpoint)) {
            return new RecordedEndpoint(String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE)), caseId(request));
        }
        return null;
    }

    static boolean isRecorded(HandlerMethod endpoint) {
        return endpoint.getBeanType().getName().startsWith(OURS) && !endpoint.hasMethodAnnotation(Unrecorded.class);
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

    Read read(Actor actor, HttpServletRequest request, @Nullable Long position, int status) {
        return new Read(
                Ids.next(),
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                actor.subject(),
                actor.clientId(),
                request.getMethod(),
                path,
                caseId,
                position,
                Purpose.kept(request),
                status,
                TraceIds.of(request));
    }

    static @Nullable Long position(HttpServletResponse response) {
        String position = response.getHeader(Answers.LEDGER_POSITION);
        return position == null ? null : Long.valueOf(position);
    }
}
