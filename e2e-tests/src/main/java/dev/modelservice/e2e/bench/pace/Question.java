package dev.modelservice.e2e.bench.pace;

import java.nio.charset.StandardCharsets;

/**
 * One request of HTTP/1.1.
 *
 * @param host the header, which need not say where the request is sent
 * @param body JSON; empty for a GET
 */
public record Question(String host, String path, String body) {

    /** As it goes over the wire, on a connection that stays. */
    public byte[] bytes() {
        String head = body.isEmpty()
                ? "GET %s HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(path, host)
                : "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                        .formatted(path, host, body.length());
        return (head + body).getBytes(StandardCharsets.ISO_8859_1);
    }
}
