package dev.modelservice.operator.loads;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.stream.Collectors;

/** Lines as a gateway writes them. */
final class Lines {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Lines() {}

    /** The first line of a process that began then, with so many requests of each revision. */
    static String first(String since, Map<String, Integer> requests) {
        return "{\"at\":\"1970-01-01T00:00:00Z\",\"gateway\":\"gateway-0\",\"since\":\"%s\",\"boundsSeconds\":[0.1,0.25],"
                        .formatted(since)
                + revisions(requests) + ",\"gone\":[]}\n";
    }

    static String next(Map<String, Integer> requests) {
        return "{\"at\":\"1970-01-01T00:00:01Z\",\"gateway\":\"gateway-0\"," + revisions(requests) + ",\"gone\":[]}\n";
    }

    static String gone(String revision) {
        return "{\"at\":\"1970-01-01T00:00:01Z\",\"gateway\":\"gateway-0\",\"revisions\":[],\"gone\":["
                + "{\"namespace\":\"team-a\",\"name\":\"minilm\",\"revision\":\"%s\"}]}\n".formatted(revision);
    }

    static Line line(String text) {
        try {
            return MAPPER.readValue(text, Line.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    // Of ten requests one fails, and all are fast.
    private static String revisions(Map<String, Integer> requests) {
        return requests.entrySet().stream()
                .map(entry ->
                        ("{\"namespace\":\"team-a\",\"name\":\"minilm\",\"revision\":\"%s\",\"inFlight\":0,\"queued\":0,"
                                        + "\"requests\":{\"2xx\":%d,\"3xx\":0,\"4xx\":0,\"5xx\":%d,\"abandoned\":2},"
                                        + "\"latency\":{\"counts\":[%d],\"sumSeconds\":1.5},\"tokensOut\":7}")
                                .formatted(
                                        entry.getKey(),
                                        entry.getValue() - entry.getValue() / 10,
                                        entry.getValue() / 10,
                                        entry.getValue()))
                .collect(Collectors.joining(",", "\"revisions\":[", "]"));
    }
}
