package dev.modelservice.operator.prometheus;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * What is asked, where and how often.
 *
 * @param address of the server, with or without a path
 * @param query with names in their places
 */
record Question(String address, String query, int intervalSeconds) {

    /** Throws IllegalArgumentException where the address is none. */
    URI uri() {
        var base = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
        return URI.create(base + "/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
    }
}
