package dev.modelservice.e2e.bench.load;

import java.util.Map;

/** One request, or one answer, as bytes; {@code headers} of HTTP only. */
@SuppressWarnings("ArrayRecordComponent")
public record Payload(Map<String, String> headers, byte[] body) {
    static final String BINARY_HEADER = "Inference-Header-Content-Length";
}
