package dev.modelservice.e2e.bench.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The same rows in the words of each protocol. */
final class Encoder {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> AS_JSON = Map.of("Content-Type", "application/json");

    private final Endpoint endpoint;
    private final Rows rows;

    private Encoder(Endpoint endpoint, Rows rows) {
        this.endpoint = endpoint;
        this.rows = rows;
    }

    static Payload encode(Endpoint endpoint, Rows rows) {
        return new Encoder(endpoint, rows).payload();
    }

    private Payload payload() {
        return switch (endpoint.wire()) {
            case PREDICT -> json(Map.of("x_test", list()));
            case V1 -> json(Map.of("instances", list()));
            case OPENAI -> json(Map.of("model", endpoint.model(), "input", list(), "encoding_format", "float"));
            case V2 -> json(v2(Map.of("data", flat()), Map.of("name", endpoint.output())));
            case V2_BINARY -> binary();
            case GRPC -> new Payload(Map.of(), grpc());
        };
    }

    private static Payload json(Map<String, ?> request) {
        return new Payload(AS_JSON, bytes(request));
    }

    private Map<String, ?> v2(Map<String, ?> data, Map<String, ?> wanted) {
        var input = new java.util.LinkedHashMap<String, Object>();
        input.put("name", endpoint.input());
        input.put("shape", shape());
        input.put("datatype", datatype());
        input.putAll(data);
        return Map.of("id", "1", "inputs", List.of(input), "outputs", List.of(wanted));
    }

    private Payload binary() {
        byte[] raw = raw();
        byte[] header = bytes(v2(
                Map.of("parameters", Map.of("binary_data_size", raw.length)),
                Map.of("name", endpoint.output(), "parameters", Map.of("binary_data", true))));
        byte[] body = ByteBuffer.allocate(header.length + raw.length)
                .put(header)
                .put(raw)
                .array();
        return new Payload(
                Map.of(
                        "Content-Type",
                        "application/octet-stream",
                        Payload.BINARY_HEADER,
                        Integer.toString(header.length)),
                body);
    }

    /** ModelInferRequest of the published protocol: 1 model_name, 3 id, 5 inputs, 7 raw_input_contents. */
    private byte[] grpc() {
        return message(request -> {
            request.writeString(1, endpoint.model());
            request.writeString(3, "1");
            request.writeByteArray(5, message(input -> {
                input.writeString(1, endpoint.input());
                input.writeString(2, datatype());
                for (int size : shape()) {
                    input.writeInt64(3, size);
                }
            }));
            request.writeByteArray(7, raw());
        });
    }

    private List<?> list() {
        return switch (rows) {
            case Rows.Numbers numbers -> numbers.rows();
            case Rows.Texts texts -> texts.rows();
        };
    }

    private List<?> flat() {
        return switch (rows) {
            case Rows.Numbers numbers ->
                numbers.rows().stream().flatMap(List::stream).toList();
            case Rows.Texts texts -> texts.rows();
        };
    }

    private List<Integer> shape() {
        return switch (rows) {
            case Rows.Numbers numbers ->
                List.of(rows.size(), numbers.rows().getFirst().size());
            case Rows.Texts texts -> endpoint.column() ? List.of(rows.size(), 1) : List.of(rows.size());
        };
    }

    private String datatype() {
        return rows instanceof Rows.Numbers ? "FP32" : "BYTES";
    }

    /** Little-endian; each text after its length. */
    private byte[] raw() {
        var raw = new ByteArrayOutputStream();
        var four = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
        switch (rows) {
            case Rows.Numbers numbers ->
                numbers.rows().stream()
                        .flatMap(List::stream)
                        .forEach(number ->
                                raw.writeBytes(four.putFloat(0, number).array()));
            case Rows.Texts texts ->
                texts.rows().forEach(text -> {
                    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                    raw.writeBytes(four.putInt(0, bytes.length).array());
                    raw.writeBytes(bytes);
                });
        }
        return raw.toByteArray();
    }

    private static byte[] bytes(Object json) {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Writes the fields of one protobuf message. */
    private interface Fields {
        void writeTo(CodedOutputStream stream) throws IOException;
    }

    private static byte[] message(Fields fields) {
        var bytes = new ByteArrayOutputStream();
        var stream = CodedOutputStream.newInstance(bytes);
        try {
            fields.writeTo(stream);
            stream.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
