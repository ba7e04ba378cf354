package dev.modelservice.operator.prometheus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.modelservice.operator.analysis.QueryResult;
import dev.modelservice.operator.analysis.QueryResult.Missing;
import java.util.Set;

/** Reads what a Prometheus server answers. */
final class Answer {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int LONGEST = 200;

    /** Only a Prometheus server's own words are shown: whatever else answers there may say what is not for everybody. */
    private static final Set<String> ERROR_TYPES = Set.of("bad_data", "execution", "timeout", "canceled", "internal");

    private Answer() {}

    static QueryResult read(int status, String body) {
        JsonNode answer;
        try {
            answer = MAPPER.readTree(body);
        } catch (JsonProcessingException _) {
            return new Missing(
                    "what answered with HTTP %d is no Prometheus server; check prometheus.address".formatted(status));
        }
        if (status == 200 && answer.path("status").asText().equals("success")) {
            return value(answer.path("data"));
        }
        if (ERROR_TYPES.contains(answer.path("errorType").asText())) {
            return new Missing("Prometheus refuses the query: "
                    + shortened(answer.path("error").asText()));
        }
        return new Missing("Prometheus answered with HTTP %d; check prometheus.address".formatted(status));
    }

    private static QueryResult value(JsonNode data) {
        var result = data.path("result");
        return switch (data.path("resultType").asText()) {
            case "scalar" -> number(result);
            case "vector" ->
                switch (result.size()) {
                    case 0 ->
                        new Missing("the query has no data yet; try it in Prometheus with the names in their places");
                    case 1 -> number(result.get(0).path("value"));
                    default ->
                        new Missing("the query gives %d values; make them one, such as by sum(...)"
                                .formatted(result.size()));
                };
            default -> new Missing("the query gives no single number; leave out the range, or use a function over it");
        };
    }

    private static QueryResult number(JsonNode timeAndValue) {
        var text = timeAndValue.path(1).asText();
        try {
            double number = Double.parseDouble(text);
            return Double.isFinite(number) ? new QueryResult.Value(number) : notFinite(text);
        } catch (NumberFormatException _) {
            return notFinite(text);
        }
    }

    private static QueryResult notFinite(String text) {
        return new Missing("the query says '%s', which is no number: it divides by what is not there yet, or by 0"
                .formatted(shortened(text)));
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
