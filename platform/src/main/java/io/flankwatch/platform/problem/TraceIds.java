package io.flankwatch.platform.problem;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/// Gives every request a trace id, the caller's where it sends one (W3C Trace Context), tells it in the answer and puts it into every line logged meanwhile.
public final class TraceIds extends OncePerRequestFilter {

    static final String HEADER = "traceparent";
    private static final String KEY = "traceId";
    private static final Pattern PARENT = Pattern.compile("[0-9a-f]{2}-((?!0{32})[0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}.*");

    private static final SecureRandom RANDOM = new SecureRandom();

    TraceIds() {}

    /// Absent before the filter has run.
    public static @Nullable String of(HttpServletRequest request) {
        return (String) request.getAttribute(KEY);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String id = of(request);
        if (id == null) {
            id = sentOrNew(request.getHeader(HEADER));
            request.setAttribute(KEY, id);
            response.setHeader(HEADER, "00-" + id + "-" + hex(8) + "-00");
        }
        MDC.put(KEY, id);
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.remove(KEY);
        }
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
