package dev.modelservice.runtime.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.runtime.request.Protocol;
import dev.modelservice.runtime.request.Timing;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against a collector that speaks OTLP over HTTP. */
final class TracingsTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String PARENT = "b7ad6b7169203331";

    private final Collector collector;

    TracingsTest() throws IOException {
        collector = Collector.start();
    }

    @AfterEach
    void stop() {
        collector.close();
        System.clearProperty("otel.exporter.otlp.endpoint");
    }

    @Test
    void withoutAnEndpointNothingIsTraced() {
        assertThat(Tracings.of("m", name -> null, Clock.systemUTC())).isSameAs(Tracing.OFF);
    }

    @Test
    void anSdkThatIsDisabledIsNotStarted() {
        Map<String, String> environment =
                Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1", "OTEL_SDK_DISABLED", "true");

        assertThat(Tracings.of("m", environment::get, Clock.systemUTC())).isSameAs(Tracing.OFF);
    }

    @Test
    void aRequestIsASpanInItsClientsTraceWithItsStagesBelow() {
        try (Tracing tracing = tracing()) {
            tracing.begin("infer", Protocol.V2_REST, Map.of("traceparent", "00-" + TRACE + "-" + PARENT + "-01")::get)
                    .end("answered", false, new Timing(Duration.ofMillis(2), Duration.ofMillis(5), 7));
        }

        assertThat(collector.spans())
                .extracting(Span::getName)
                .containsExactlyInAnyOrder("infer", "queue", "inference");
        assertThat(collector.spans())
                .allSatisfy(
                        span -> assertThat(hex(span.getTraceId().toByteArray())).isEqualTo(TRACE));
        Span request = span("infer");
        assertThat(hex(request.getParentSpanId().toByteArray())).isEqualTo(PARENT);
        assertThat(request.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
        assertThat(attributes(request))
                .containsEntry("modelservice.protocol", "v2-rest")
                .containsEntry("modelservice.model", "m")
                .containsEntry("modelservice.outcome", "answered");
        assertThat(span("queue").getParentSpanId()).isEqualTo(request.getSpanId());
        assertThat(span("queue").getEndTimeUnixNano() - span("queue").getStartTimeUnixNano())
                .isEqualTo(2_000_000);
        assertThat(span("inference").getEndTimeUnixNano())
                .isEqualTo(span("inference").getStartTimeUnixNano() + 5_000_000);
        assertThat(attributes(span("inference"))).containsEntry("modelservice.batch.rows", "7");
    }

    @Test
    void theServersOwnFailureIsAnErrorAndATraceOfItsOwnWithoutAParent() {
        try (Tracing tracing = tracing()) {
            tracing.begin("infer", Protocol.OPENAI, name -> null).end("engine_failed", true, null);
        }

        assertThat(collector.spans()).singleElement().satisfies(span -> {
            assertThat(span.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
            assertThat(span.getParentSpanId().isEmpty()).isTrue();
        });
    }

    private Tracing tracing() {
        String endpoint = collector.endpoint();
        // The SDK reads its settings by itself, from the environment or from system properties.
        System.setProperty("otel.exporter.otlp.endpoint", endpoint);
        return Tracings.of("m", Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint)::get, Clock.systemUTC());
    }

    private Span span(String name) {
        return collector.spans().stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static Map<String, String> attributes(Span span) {
        return span.getAttributesList().stream()
                .collect(Collectors.toMap(
                        attribute -> attribute.getKey(),
                        attribute -> attribute.getValue().hasIntValue()
                                ? Long.toString(attribute.getValue().getIntValue())
                                : attribute.getValue().getStringValue()));
    }
}
