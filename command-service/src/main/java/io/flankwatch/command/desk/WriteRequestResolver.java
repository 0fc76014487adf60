package io.flankwatch.command.desk;

import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.platform.access.Actor;
import io.flankwatch.platform.security.Actors;
import io.flankwatch.wire.Ids;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.ContentNegotiationStrategy;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;

/// Reads what a write says outside its body. A case that may not be seen is refused here, before the body is looked into.
final class WriteRequestResolver implements HandlerMethodArgumentResolver {

    /// As whoever writes the answer reads them.
    private static final ContentNegotiationStrategy ACCEPTED = new HeaderContentNegotiationStrategy();

    private static final int MAX_KEY = 255;
    private static final Pattern VERSION = Pattern.compile("\"(\\d{1,18})(?:-[A-Za-z0-9_-]+)?\"");

    private final Desk desk;

    WriteRequestResolver(Desk desk) {
        this.desk = desk;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == WriteRequest.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest web,
            @Nullable WebDataBinderFactory binders)
            throws IOException {
        HttpServletRequest request = web.getNativeRequest(HttpServletRequest.class);
        if (request == null) {
            throw new IllegalStateException("not a servlet request");
        }
        Actor actor = Actors.of(request);
        var names = new HashMap<>(variables(request));
        String caseId = names.remove("caseId");
        UUID id = caseId == null ? null : caseId(caseId);
        // A bulk may open its case.
        if (id != null && !(request.getRequestURI().endsWith("/commands") && !desk.exists(id))) {
            desk.admit(actor, id);
        }
        answerable(web);
        return new WriteRequest(
                actor,
                Objects.requireNonNull(Attempt.of(request)),
                request.getMethod(),
                request.getRequestURI(),
                request.getQueryString() == null ? "" : request.getQueryString(),
                id,
                Map.copyOf(names),
                key(request.getHeader("Idempotency-Key")),
                version(request.getHeader("If-Match")),
                dryRun(request.getQueryString()),
                body(request));
    }

    /// Before anything is recorded: an answer that can't be given must not be found out afterwards.
    private static void answerable(NativeWebRequest request) {
        try {
            if (ACCEPTED.resolveMediaTypes(request).stream().anyMatch(MediaType.APPLICATION_JSON::isCompatibleWith)) {
                return;
            }
        } catch (HttpMediaTypeNotAcceptableException wrong) {
            throw new Refused(RefusalCode.NOT_ACCEPTABLE, "the accepted media types can't be read, or are too many");
        }
        throw new Refused(RefusalCode.NOT_ACCEPTABLE, "a write is answered with application/json");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> variables(HttpServletRequest request) {
        return (Map<String, String>) request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
    }

    private static UUID caseId(String text) {
        try {
            return Ids.parse(text);
        } catch (IllegalArgumentException noUuid) {
            throw new Refused(RefusalCode.NO_SUCH_CASE, "a case's id is a UUID");
        }
    }

    private static @Nullable String key(@Nullable String header) {
        if (header == null) {
            return null;
        }
        String key = header.length() >= 2 && header.startsWith("\"") && header.endsWith("\"")
                ? header.substring(1, header.length() - 1)
                : header;
        if (key.isBlank() || key.length() > MAX_KEY) {
            throw new Refused(RefusalCode.MALFORMED, "Idempotency-Key must have 1 to " + MAX_KEY + " characters");
        }
        return key;
    }

    private static @Nullable Long version(@Nullable String header) {
        if (header == null) {
            return null;
        }
        var form = VERSION.matcher(header.strip());
        if (!form.matches()) {
            throw new Refused(RefusalCode.MALFORMED, "If-Match must be one strong entity tag, \"<version>\"");
        }
        return Long.valueOf(form.group(1));
    }

    /// The only parameter of a write. Read off the query alone: the container would look for parameters in a form's body, and take it away.
    private static boolean dryRun(@Nullable String query) {
        return switch (query) {
            case null -> false;
            case "" -> false;
            case String asked when DryRun.isAsked(asked) -> true;
            case "dryRun=false" -> false;
            default -> throw new Refused(RefusalCode.MALFORMED, "the only parameter of a write is dryRun, true or false");
        };
    }

    private static byte[] body(HttpServletRequest request) throws IOException {
        if (request.getContentType() != null || request.getContentLengthLong() > 0) {
            json(request.getContentType());
        }
        return request.getInputStream().readAllBytes();
    }

    private static void json(@Nullable String contentType) {
        try {
            if (contentType != null && MediaType.APPLICATION_JSON.equalsTypeAndSubtype(MediaType.parseMediaType(contentType))) {
                return;
            }
        } catch (InvalidMediaTypeException wrong) {
            throw new Refused(RefusalCode.UNSUPPORTED_MEDIA_TYPE, "the body's media type can't be read");
        }
        throw new Refused(RefusalCode.UNSUPPORTED_MEDIA_TYPE, "the body must be application/json");
    }
}
