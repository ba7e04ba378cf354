package dev.modelservice.runtime.trace;

import dev.modelservice.runtime.request.Protocol;
import dev.modelservice.runtime.request.Timing;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Spans through the OpenTelemetry SDK, configured by its own environment variables. */
final class OpenTelemetryTracing implements Tracing {

    private static final AttributeKey<String> PROTOCOL = AttributeKey.stringKey("modelservice.protocol");
    private static final AttributeKey<String> MODEL = AttributeKey.stringKey("modelservice.model");
    private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("modelservice.outcome");
    private static final AttributeKey<Long> BATCH_ROWS = AttributeKey.longKey("modelservice.batch.rows");

    private final OpenTelemetrySdk sdk;
    private final Tracer tracer;
    private final String model;
    private final Clock clock;

    private OpenTelemetryTracing(OpenTelemetrySdk sdk, String model, Clock clock) {
        this.sdk = sdk;
        this.tracer = sdk.getTracer("dev.modelservice.runtime");
        this.model = model;
        this.clock = clock;
    }

    static Tracing open(String model, Clock clock) {
        // What the environment says goes before these.
        Map<String, String> defaults = Map.of(
                "otel.exporter.otlp.protocol", "http/protobuf",
                "otel.metrics.exporter", "none",
                "otel.logs.exporter", "none",
                "otel.service.name", model);
        OpenTelemetrySdk sdk = AutoConfiguredOpenTelemetrySdk.builder()
                .addPropertiesSupplier(() -> defaults)
                .disableShutdownHook()
                .build()
                .getOpenTelemetrySdk();
        return new OpenTelemetryTracing(sdk, model, clock);
    }

    @Override
    public RequestTrace begin(String operation, Protocol protocol, Function<String, @Nullable String> header) {
        Span span = tracer.spanBuilder(operation)
                .setSpanKind(SpanKind.SERVER)
                .setParent(parent(sdk, header))
                .setAttribute(PROTOCOL, protocol.label())
                .setAttribute(MODEL, model)
                .startSpan();
        return (outcome, failed, timing) -> {
            Instant end = clock.instant();
            if (timing != null) {
                stages(Context.root().with(span), end, timing);
            }
            span.setAttribute(OUTCOME, outcome);
            if (failed) {
                span.setStatus(StatusCode.ERROR);
            }
            span.end(end);
        };
    }

    private static Context parent(OpenTelemetry sdk, Function<String, @Nullable String> header) {
        return sdk.getPropagators().getTextMapPropagator().extract(Context.root(), header, Headers.INSTANCE);
    }

    private void stages(Context request, Instant end, Timing timing) {
        Instant computing = end.minus(timing.computed());
        stage("queue", request, computing.minus(timing.queued()), computing).end(computing);
        stage("inference", request, computing, end)
                .setAttribute(BATCH_ROWS, (long) timing.batchRows())
                .end(end);
    }

    private Span stage(String name, Context parent, Instant start, Instant end) {
        return tracer.spanBuilder(name)
                .setParent(parent)
                .setStartTimestamp(start.isAfter(end) ? end : start)
                .startSpan();
    }

    @Override
    public void close() {
        sdk.close();
    }

    private enum Headers implements TextMapGetter<Function<String, @Nullable String>> {
        INSTANCE;

        @Override
        public Iterable<String> keys(Function<String, @Nullable String> header) {
            return List.of();
        }

        @Override
        public @Nullable String get(@Nullable Function<String, @Nullable String> header, String name) {
            return header == null ? null : header.apply(name);
        }
    }
}
