package io.flankwatch.platform.observability;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;

/// Traces go where a setting says, and nowhere without it.
final class Traces {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Traces() {}

    /// @param endpoint OTLP over HTTP; empty: nothing is traced
    /// @param name     of the service
    /// @param share    of the requests whose callers don't have them traced already
    static OpenTelemetry to(String endpoint, String name, double share) {
        ContextPropagators propagators = ContextPropagators.create(W3CTraceContextPropagator.getInstance());
        if (endpoint.isEmpty()) {
            return OpenTelemetry.propagating(propagators);
        }
        var exporter = OtlpHttpSpanExporter.builder().setEndpoint(endpoint).setTimeout(PATIENCE).build();
        Sampler some = Sampler.traceIdRatioBased(share);
        SdkTracerProvider traces = SdkTracerProvider.builder()
                .setResource(Resource.getDefault().merge(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), name))))
                // A gateway gives every request an id, which does not mean that somebody wants to see it.
                .setSampler(Sampler.parentBasedBuilder(some).setRemoteParentNotSampled(some).build())
                .addSpanProcessor(BatchSpanProcessor.builder(exporter).setScheduleDelay(Duration.ofSeconds(1)).build())
                .build();
        return OpenTelemetrySdk.builder().setTracerProvider(traces).setPropagators(propagators).build();
    }
}
