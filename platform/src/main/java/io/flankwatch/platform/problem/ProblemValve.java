package io.flankwatch.platform.problem;

import io.flankwatch.wire.Json;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/// What the container refuses before any filter has run, such as a request line that is none. Made by Tomcat, by name.
public final class ProblemValve extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        var body = Json.MAPPER.writeValueAsString(Problem.of(Problems.ofStatus(status), null, TraceIds.of(request)));
        response.setContentType(Problem.MEDIA_TYPE);
        response.setCharacterEncoding("utf-8");
        try {
            var out = response.getReporter();
            if (out != null) {
                out.write(body);
                response.finishResponse();
            }
        } catch (IOException gone) {
            container.getLogger().debug("The caller has gone", gone);
        }
    }
}
