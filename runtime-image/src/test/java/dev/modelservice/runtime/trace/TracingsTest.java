package dev.modelservice.runtime.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.modelservice.runtime.request.Protocol;
import dev.modelservice.runtime.request.Timing;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a collector that speaks OTLP over HTTP. */
final class TracingsTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String PARENT = "b7ad6b7169203331";

    private final List<Span> received = Collections.synchronizedList(new ArrayList<>());
    private HttpServer collector = collector();

    @BeforeEach
    void start() {
        collector = collector();
        collector.createContext("/v1/traces", exchange -> {
            try (exchange) {
                ExportTraceServiceRequest request = ExportTraceServiceRequest.parseFrom(exchange.getRequestBody());
                request.getResourceSpansList()
                        .forEach(resource ->
                                resource.getScopeSpansList().forEach(scope -> received.addAll(scope.getSpansList())));
                exchange.sendResponseHeaders(200, -1);
            }
        });
        collector.start();
    }

    private static HttpServer collector() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @AfterEach
    void stop() {
        collector.stop(0);
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

        Map<String, Span> spans = received.stream().collect(Collectors.toMap(Span::getName, span -> span));
        assertThat(spans).containsOnlyKeys("infer", "queue", "inference");
        assertThat(spans.values())
                .allSatisfy(
                        span -> assertThat(hex(span.getTraceId().toByteArray())).isEqualTo(TRACE));
        Span request = spans.get("infer");
        assertThat(hex(request.getParentSpanId().toByteArray())).isEqualTo(PARENT);
        assertThat(request.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
        assertThat(attributes(request))
                .containsEntry("modelservice.protocol", "v2-rest")
                .containsEntry("modelservice.model", "m")
                .containsEntry("modelservice.outcome", "answered");
        assertThat(spans.get("queue").getParentSpanId()).isEqualTo(request.getSpanId());
        assertThat(spans.get("queue").getEndTimeUnixNano() - spans.get("queue").getStartTimeUnixNano())
                .isEqualTo(2_000_000);
        assertThat(spans.get("inference").getEndTimeUnixNano())
                .isEqualTo(spans.get("inference").getStartTimeUnixNano() + 5_000_000);
        assertThat(attributes(spans.get("inference"))).containsEntry("modelservice.batch.rows", "7");
    }

    @Test
    void theServersOwnFailureIsAnErrorAndATraceOfItsOwnWithoutAParent() {
        try (Tracing tracing = tracing()) {
            tracing.begin("infer", Protocol.OPENAI, name -> null).end("engine_failed", true, null);
        }

        assertThat(received).singleElement().satisfies(span -> {
            assertThat(span.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
            assertThat(span.getParentSpanId().isEmpty()).isTrue();
        });
    }

    private Tracing tracing() {
        String endpoint = "http://127.0.0.1:" + collector.getAddress().getPort();
        // The SDK reads its settings by itself, from the environment or from system properties.
        System.setProperty("otel.exporter.otlp.endpoint", endpoint);
        return Tracings.of("m", Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint)::get, Clock.systemUTC());
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
