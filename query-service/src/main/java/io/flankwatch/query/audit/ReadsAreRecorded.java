package io.flankwatch.query.audit;

import io.flankwatch.events.Refused;
import io.flankwatch.platform.access.Actor;
import io.flankwatch.platform.problem.Problems;
import io.flankwatch.platform.security.Actors;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/// Has every read recorded, whatever becomes of it; an auditor's before any of it goes out, which is why their answers are held back whole.
///
/// Runs after whoever asks is known. A stream can't be held back: it is recorded by itself, as it begins.
@Component
final class ReadsAreRecorded extends OncePerRequestFilter {

    private static final String STREAMS = "/stream";

    private final ReadRecorder recorder;
    private final Problems problems;

    ReadsAreRecorded(ReadRecorder recorder, Problems problems) {
        this.recorder = recorder;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws ServletException, IOException {
        @Nullable Actor actor = Actors.known(request);
        if (actor == null) {
            chain.doFilter(request, response);
        } else if (ReadRecorder.isFirst(actor) && !request.getRequestURI().endsWith(STREAMS)) {
            before(actor, request, new ContentCachingResponseWrapper(response), chain);
        } else {
            after(actor, request, response, chain);
        }
    }

    private void before(Actor actor, HttpServletRequest request, ContentCachingResponseWrapper held, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, held);
        @Nullable RecordedEndpoint endpoint = RecordedEndpoint.of(request);
        if (endpoint != null) {
            try {
                recorder.first(endpoint.read(actor, request, RecordedEndpoint.position(held), held.getStatus()));
            } catch (Refused away) {
                held.reset();
                problems.write(request, held, away);
            }
        }
        held.copyBodyToResponse();
    }

    private void after(Actor actor, HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws ServletException, IOException {
        boolean answered = false;
        try {
            chain.doFilter(request, response);
            answered = true;
        } finally {
            @Nullable RecordedEndpoint endpoint = RecordedEndpoint.of(request);
            if (endpoint != null && !ReadRecorder.isRecorded(request)) {
                recorder.later(endpoint.read(actor, request, RecordedEndpoint.position(response), answered ? response.getStatus() : 500));
            }
        }
    }
}
