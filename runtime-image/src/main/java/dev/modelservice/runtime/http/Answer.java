package dev.modelservice.runtime.http;

import io.vertx.core.buffer.Buffer;
import java.util.Map;

/**
 * What is sent for a request that succeeded.
 *
 * @param headers beside the content type
 */
public record Answer(String contentType, Map<String, String> headers, Buffer body) {

    /** JSON, without further headers. */
    public static Answer json(byte[] body) {
        return new Answer("application/json", Map.of(), Buffer.buffer(body));
    }
}
