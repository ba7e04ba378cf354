package dev.modelservice.runtime.trace;

import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Chooses whether spans are collected. */
public final class Tracings {

    private static final List<String> ENDPOINTS =
            List.of("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT");

    private Tracings() {}

    /** On where the environment names an endpoint, as OpenTelemetry's specification calls it; otherwise off, and free. */
    public static Tracing of(String model, Function<String, @Nullable String> environment, Clock clock) {
        boolean disabled = "true".equalsIgnoreCase(environment.apply("OTEL_SDK_DISABLED"));
        boolean wanted = ENDPOINTS.stream().map(environment).anyMatch(value -> value != null && !value.isBlank());
        return wanted && !disabled ? OpenTelemetryTracing.open(model, clock) : Tracing.OFF;
    }
}
