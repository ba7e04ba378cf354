package dev.modelservice.runtime.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.runtime.Recorded;
import dev.modelservice.runtime.RuntimeProcess;
import io.opentelemetry.proto.trace.v1.Span;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The packaged runtime with a collector. */
final class TracingIT {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    @Test
    void aClientsTraceGoesOnIntoTheQueueAndTheEngine() throws IOException, InterruptedException {
        String request =
                new JsonObject().put("x_test", Recorded.dense().array("inputs")).encode();
        try (Collector collector = Collector.start();
                RuntimeProcess runtime = RuntimeProcess.ready(
                        Recorded.denseModel(),
                        Map.of("modelservice.runtime.drain-quiet-millis", "100"),
                        Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint()))) {
            runtime.send(HttpRequest.newBuilder(runtime.http("/predict"))
                    .header("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01")
                    .POST(HttpRequest.BodyPublishers.ofString(request))
                    .build());

            runtime.sigterm();

            assertThat(runtime.exitCode()).isZero();
            List<Span> spans = collector.spans();
            assertThat(spans).extracting(Span::getName).containsExactlyInAnyOrder("predict", "queue", "inference");
            assertThat(spans)
                    .allSatisfy(span -> assertThat(
                                    HexFormat.of().formatHex(span.getTraceId().toByteArray()))
                            .isEqualTo(TRACE));
        }
    }
}
