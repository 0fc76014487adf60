package io.flankwatch.platform.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import org.junit.jupiter.api.Test;

class TracesOffTest {

    @Test
    void without_an_endpoint_nothing_is_traced_and_there_is_nothing_that_could_send() {
        OpenTelemetry none = Traces.to("", "service", 1);
        assertThat(none).isNotInstanceOf(OpenTelemetrySdk.class);
        assertThat(none.getTracer("t").spanBuilder("s").startSpan().getSpanContext().isValid()).isFalse();
    }
}
