package dev.modelservice.operator.loads;

import java.net.URI;

/**
 * Where a gateway pod tells its counts.
 *
 * @param host IP address, IPv6 without brackets
 * @param port of its management interface
 */
public record Address(String host, int port) {

    URI loads() {
        return URI.create("http://%s:%d/loads".formatted(host.contains(":") ? "[" + host + "]" : host, port));
    }
}
