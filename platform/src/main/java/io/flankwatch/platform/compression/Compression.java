package io.flankwatch.platform.compression;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/// Tomcat compresses nothing that has a strong tag, and ours have to be strong: writers send them back in `If-Match`. So the compressed form of an answer has a
/// strong tag of its own, `"…-gzip"` (RFC 9110, section 8.8.3.3), which whoever answers need not know of.
///
/// Nothing that a browser would send by itself lets anybody in here, so nobody can have a secret and a guess of theirs compressed together.
final class Compression extends OncePerRequestFilter {

    private static final Pattern GZIP = Pattern.compile("(?i)\\s*(?:x-)?gzip\\s*(?:;\\s*q=(?!0(?:\\.0*)?\\s*$).*)?");

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !HttpMethod.GET.matches(request.getMethod());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws ServletException, IOException {
        response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (!takesGzip(request)) {
            chain.doFilter(request, response);
            return;
        }
        CompressedResponse compressed = new CompressedResponse(response);
        chain.doFilter(new Plain(request), compressed);
        if (response.getStatus() == HttpStatus.NOT_MODIFIED.value()) {
            tagOfWhatTheCallerHas(request, response);
        }
        compressed.finish();
    }

    private static boolean takesGzip(HttpServletRequest request) {
        return values(request, HttpHeaders.ACCEPT_ENCODING).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .anyMatch(coding -> GZIP.matcher(coding).matches());
    }

    private static void tagOfWhatTheCallerHas(HttpServletRequest request, HttpServletResponse response) {
        String tag = response.getHeader(HttpHeaders.ETAG);
        if (tag != null && values(request, HttpHeaders.IF_NONE_MATCH).stream().anyMatch(asked -> asked.contains(CompressedResponse.compressed(tag)))) {
            response.setHeader(HttpHeaders.ETAG, CompressedResponse.compressed(tag));
        }
    }

    private static List<String> values(HttpServletRequest request, String header) {
        return Collections.list(request.getHeaders(header));
    }

    /// As if the caller had asked for the plain answer.
    private static final class Plain extends HttpServletRequestWrapper {

        Plain(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable String getHeader(String name) {
            String value = super.getHeader(name);
            return value != null && name.equalsIgnoreCase(HttpHeaders.IF_NONE_MATCH) ? CompressedResponse.plain(value) : value;
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            Enumeration<String> values = super.getHeaders(name);
            return name.equalsIgnoreCase(HttpHeaders.IF_NONE_MATCH)
                    ? Collections.enumeration(Collections.list(values).stream().map(CompressedResponse::plain).toList())
                    : values;
        }
    }
}
