package dev.modelservice.e2e.bench.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The numbers of an answer, whatever protocol it came in: row after row. */
final class Decoder {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Decoder() {}

    static List<Float> decode(Wire wire, Payload answer) {
        try {
            return switch (wire) {
                case PREDICT, V1 -> numbers(JSON.readTree(answer.body()).path("predictions"));
                case OPENAI ->
                    JSON.readTree(answer.body()).path("data").findValues("embedding").stream()
                            .flatMap(row -> numbers(row).stream())
                            .toList();
                case V2 ->
                    numbers(JSON.readTree(answer.body()).path("outputs").path(0).path("data"));
                case V2_BINARY -> behindHeader(answer);
                case GRPC -> grpc(answer.body());
            };
        } catch (IOException e) {
            throw new UncheckedIOException("No " + wire.label(), e);
        }
    }

    private static List<Float> numbers(JsonNode node) {
        if (node.isNumber()) {
            return List.of(node.floatValue());
        }
        var all = new ArrayList<Float>();
        node.forEach(element -> all.addAll(numbers(element)));
        return all;
    }

    private static List<Float> behindHeader(Payload answer) {
        String header = answer.headers().getOrDefault(Payload.BINARY_HEADER, "0");
        return floats(Arrays.copyOfRange(answer.body(), Integer.parseInt(header), answer.body().length));
    }

    /** ModelInferResponse: 5 outputs, each with 5 contents, whose 6 are fp32_contents; or 6 raw_output_contents. */
    private static List<Float> grpc(byte[] message) throws IOException {
        var all = new ArrayList<Float>();
        var response = CodedInputStream.newInstance(message);
        for (int tag = response.readTag(); tag != 0; tag = response.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case 5 -> all.addAll(typed(response.readByteArray()));
                case 6 -> all.addAll(floats(response.readByteArray()));
                default -> response.skipField(tag);
            }
        }
        return all;
    }

    private static List<Float> typed(byte[] output) throws IOException {
        var all = new ArrayList<Float>();
        var tensor = CodedInputStream.newInstance(output);
        for (int tag = tensor.readTag(); tag != 0; tag = tensor.readTag()) {
            if (WireFormat.getTagFieldNumber(tag) == 5) {
                var contents = CodedInputStream.newInstance(tensor.readByteArray());
                for (int inner = contents.readTag(); inner != 0; inner = contents.readTag()) {
                    if (WireFormat.getTagFieldNumber(inner) == 6) {
                        all.addAll(floats(contents.readByteArray()));
                    } else {
                        contents.skipField(inner);
                    }
                }
            } else {
                tensor.skipField(tag);
            }
        }
        return all;
    }

    private static List<Float> floats(byte[] raw) {
        var buffer = ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        var all = new ArrayList<Float>(buffer.remaining());
        while (buffer.hasRemaining()) {
            all.add(buffer.get());
        }
        return all;
    }
}
