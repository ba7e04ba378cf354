package dev.modelservice.e2e.actors;

import io.vertx.core.buffer.Buffer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is asked again and again.
 *
 * @param address where the connection goes
 * @param port and at which port
 * @param host whom the request names
 * @param uri path and query
 * @param body JSON to post; absent: it is a GET
 * @param isWhole whether an answer with status 200 is all of it
 */
public record Question(
        String address,
        int port,
        String host,
        String uri,
        @Nullable Buffer body,
        Predicate<String> isWhole) {

    /** A row of numbers for the dense network. */
    public static Question predict(String address, int port, String host, String body) {
        return new Question(
                address, port, host, "/predict", Buffer.buffer(body), answer -> answer.contains("predictions"));
    }
}
