package io.flankwatch.platform.problem;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/// Gives every request a trace id, the caller's where it sends one (W3C Trace Context), tells it in the answer and puts it into every line logged meanwhile.
///
/// Where traces are wanted, the request is a span, named by its route: paths and queries may say more than a collector of traces may know. That of a stream ends
/// when its answer has begun.
public final class TraceIds extends OncePerRequestFilter {

    static final String HEADER = "traceparent";
    private static final String KEY = "traceId";
    private static final String COMMAND = "commandId";
    private static final Pattern PARENT = Pattern.compile("[0-9a-f]{2}-((?!0{32})[0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}.*");

    private static final TextMapGetter<HttpServletRequest> HEADERS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(HttpServletRequest request) {
            return Collections.list(request.getHeaderNames());
        }

        @Override
        public @Nullable String get(@Nullable HttpServletRequest request, String name) {
            return request == null ? null : request.getHeader(name);
        }
    };

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Tracer tracer;
    private final TextMapPropagator propagator;

    TraceIds(OpenTelemetry telemetry) {
        tracer = telemetry.getTracer("io.flankwatch");
        propagator = telemetry.getPropagators().getTextMapPropagator();
    }

    /// Absent before the filter has run.
    public static @Nullable String of(HttpServletRequest request) {
        return (String) request.getAttribute(KEY);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String id = of(request);
        if (id != null) {
            logged(id, request, response, chain);
            return;
        }
        Span span = tracer.spanBuilder(request.getMethod())
                .setParent(propagator.extract(Context.root(), request, HEADERS))
                .setSpanKind(SpanKind.SERVER)
                .startSpan();
        SpanContext traced = span.getSpanContext();
        boolean own = traced.isValid() && !traced.isRemote();
        id = own ? traced.getTraceId() : sentOrNew(request.getHeader(HEADER));
        request.setAttribute(KEY, id);
        response.setHeader(HEADER, "00-" + id + "-" + (own ? traced.getSpanId() + "-" + traced.getTraceFlags().asHex() : hex(8) + "-00"));
        try (Scope _ = span.makeCurrent()) {
            logged(id, request, response, chain);
        } finally {
            if (request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String route) {
                span.updateName(request.getMethod() + " " + route).setAttribute("http.route", route);
            }
            span.setAttribute("http.request.method", request.getMethod()).setAttribute("http.response.status_code", response.getStatus());
            span.end();
        }
    }

    private static void logged(String id, HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws ServletException, IOException {
        MDC.put(KEY, id);
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.remove(KEY);
            MDC.remove(COMMAND);
        }
    }

    /// Every line that is logged for the request from now on has the id of its command too.
    public static void command(UUID id) {
        MDC.put(COMMAND, id.toString());
    }

    static String sentOrNew(@Nullable String parent) {
        Matcher sent = PARENT.matcher(parent == null ? "" : parent);
        return sent.matches() ? sent.group(1) : hex(16);
    }

    private static String hex(int bytes) {
        byte[] id = new byte[bytes];
        RANDOM.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }
}
