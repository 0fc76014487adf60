package io.flankwatch.platform.problem;

import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.ledger.StoreAway;
import io.flankwatch.platform.json.Bodies;
import io.flankwatch.wire.Json;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.coyote.BadRequestException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.core.JacksonException;

/// Turns whatever was thrown into the one answer that it has: what is ours to tell is told, what is not is logged under the trace id that is told.
public final class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    /// What is not there where a part of the path can't be the name of one.
    private static final Map<String, RefusalCode> MISSING = Map.of(
            "caseId", RefusalCode.NO_SUCH_CASE,
            "entryId", RefusalCode.NO_SUCH_ENTRY,
            "sourceId", RefusalCode.NO_SUCH_SOURCE,
            "indicatorId", RefusalCode.NO_SUCH_INDICATOR,
            "position", RefusalCode.NO_SUCH_POSITION);

    private final ObjectProvider<RefusalListener> listener;

    Problems(ObjectProvider<RefusalListener> listener) {
        this.listener = listener;
    }

    /// Answers the request, unless part of an answer is out already or nobody listens any more.
    public void write(HttpServletRequest request, HttpServletResponse response, Throwable thrown) {
        if (thrown instanceof AsyncRequestNotUsableException) {
            LOG.debug("The caller has gone", thrown);
            return;
        }
        Refused refused = refusal(thrown);
        if (refused.code() == RefusalCode.INTERNAL) {
            LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), thrown);
        }
        listener.ifAvailable(heard -> heard.refused(request, refused));
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        if (thrown instanceof ErrorResponse spring) {
            spring.getHeaders().forEach((name, values) -> values.forEach(value -> response.setHeader(name, value)));
        }
        write(response, Problem.of(refused, path(request), TraceIds.of(request)));
    }

    private static String path(HttpServletRequest request) {
        return request.getAttribute("jakarta.servlet.error.request_uri") instanceof String original ? original : request.getRequestURI();
    }

    static void write(HttpServletResponse response, Problem problem) {
        byte[] body = Json.MAPPER.writeValueAsBytes(problem);
        response.setStatus(problem.status());
        response.setContentType(Problem.MEDIA_TYPE);
        response.setContentLength(body.length);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        // What an endpoint had said of the answer that it did not give.
        response.setHeader(HttpHeaders.ETAG, null);
        if (problem.status() == 429 || problem.status() == 503 || problem.status() == 504) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "1");
        }
        try {
            response.getOutputStream().write(body);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    static Refused refusal(Throwable thrown) {
        return switch (thrown) {
            case Refused refused -> refused;
            case StoreAway away -> new Refused(RefusalCode.STORE_AWAY, "The ledger does not answer");
            case JacksonException json -> Bodies.refusal(json, "");
            case HttpMessageNotReadableException unreadable -> unreadable(unreadable);
            case MissingServletRequestParameterException missing ->
                new Refused(RefusalCode.MALFORMED, "The parameter " + missing.getParameterName() + " is required");
            case MissingRequestHeaderException missing -> new Refused(RefusalCode.MALFORMED, "The header " + missing.getHeaderName() + " is required");
            case MethodArgumentTypeMismatchException mismatch -> mismatch(mismatch);
            case RequestRejectedException rejected -> new Refused(RefusalCode.MALFORMED, "The request's line or headers have characters that are not allowed");
            // Tomcat reads parameters when somebody asks for one, and throws at whoever does.
            case InvalidParameterException unreadable -> ofStatus(unreadable.getErrorCode());
            // Also told by Tomcat itself, once more, after whoever read the body has said what it thinks of it.
            case BadRequestException framing -> brokenOff();
            case EOFException early -> brokenOff();
            case AsyncRequestTimeoutException late -> new Refused(RefusalCode.VIEW_BEHIND, "The answer took too long");
            case ErrorResponse spring -> ofStatus(spring.getStatusCode().value());
            default -> ofStatus(500);
        };
    }

    private static Refused brokenOff() {
        return new Refused(RefusalCode.MALFORMED, "The body breaks off, or is not framed as its headers say");
    }

    private static Refused unreadable(HttpMessageNotReadableException unreadable) {
        return switch (unreadable.getCause()) {
            case Refused refused -> refused;
            case JacksonException json -> Bodies.refusal(json, "");
            case null, default -> new Refused(RefusalCode.MALFORMED, "The body is required");
        };
    }

    private static Refused mismatch(MethodArgumentTypeMismatchException mismatch) {
        for (Throwable cause = mismatch.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof Refused refused) {
                return refused;
            }
        }
        RefusalCode missing = MISSING.get(mismatch.getName());
        if (missing != null && mismatch.getParameter().hasParameterAnnotation(PathVariable.class)) {
            return new Refused(missing, missing.meaning());
        }
        Class<?> type = mismatch.getRequiredType();
        return new Refused(RefusalCode.MALFORMED, mismatch.getName() + " must be " + (type == null ? "of another form" : Bodies.form(type)));
    }

    static Refused ofStatus(int status) {
        RefusalCode code = switch (status) {
            case 401 -> RefusalCode.NOT_AUTHENTICATED;
            case 403 -> RefusalCode.ROLE_MISSING;
            case 404 -> RefusalCode.NOT_FOUND;
            case 405, 501 -> RefusalCode.METHOD_NOT_ALLOWED;
            case 406 -> RefusalCode.NOT_ACCEPTABLE;
            case 413 -> RefusalCode.TOO_LARGE;
            case 415 -> RefusalCode.UNSUPPORTED_MEDIA_TYPE;
            case 505 -> RefusalCode.MALFORMED;
            case 503 -> RefusalCode.STORE_AWAY;
            default -> status >= 400 && status < 500 ? RefusalCode.MALFORMED : RefusalCode.INTERNAL;
        };
        return new Refused(code, code.meaning());
    }
}
