package io.flankwatch.platform.problem;

import io.flankwatch.wire.Json;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the container refuses before any filter has run, such as a request line that is none. Made by Tomcat, by name.
public final class ProblemValve extends ErrorReportValve {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemValve.class);

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        String seen = TraceIds.of(request);
        String traceId = seen == null ? TraceIds.sentOrNew(request.getHeader(TraceIds.HEADER)) : seen;
        LOG.info("The container refused {} with {} [{}]", request.getRequestURI(), status, traceId);
        Problem problem = Problem.of(Problems.ofStatus(status), request.getRequestURI(), traceId);
        // The container knows more of them than the API: 417, 501, 505.
        response.setStatus(problem.status());
        var body = Json.MAPPER.writeValueAsString(problem);
        response.setContentType(Problem.MEDIA_TYPE);
        response.setCharacterEncoding("utf-8");
        try {
            var out = response.getReporter();
            if (out != null) {
                out.write(body);
                response.finishResponse();
            }
        } catch (IOException gone) {
            LOG.debug("The caller has gone", gone);
        }
    }
}
