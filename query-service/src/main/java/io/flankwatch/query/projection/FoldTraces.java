package io.flankwatch.query.projection;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where the command that an event came of was traced, its trace goes on to the moment when the event can be read in the live views.
final class FoldTraces {

    private static final TextMapGetter<String> MEMBER = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String traceparent) {
            return List.of("traceparent");
        }

        @Override
        public @Nullable String get(@Nullable String traceparent, String name) {
            return name.equals("traceparent") ? traceparent : null;
        }
    };

    private final Tracer tracer;

    FoldTraces(OpenTelemetry telemetry) {
        tracer = telemetry.getTracer("io.flankwatch");
    }

    /// @param folding of all of them at once; where it fails it is tried again later, and nothing is told of it here
    void of(List<Fact> facts, Runnable folding) {
        Instant began = Instant.now();
        folding.run();
        Instant ended = Instant.now();
        for (Fact fact : facts) {
            String traceparent = fact.envelope().traceparent();
            if (traceparent != null) {
                tracer.spanBuilder("fold")
                        .setParent(W3CTraceContextPropagator.getInstance().extract(Context.root(), traceparent, MEMBER))
                        .setSpanKind(SpanKind.CONSUMER)
                        .setStartTimestamp(began)
                        .setAttribute("flankwatch.position", fact.position())
                        .setAttribute("flankwatch.type", fact.envelope().type())
                        .startSpan()
                        .end(ended);
            }
        }
    }
}
