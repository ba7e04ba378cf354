package dev.modelservice.runtime.http;

import dev.modelservice.runtime.codec.Room;
import dev.modelservice.runtime.model.ModelMetadata;
import dev.modelservice.runtime.request.InferenceRequest;
import dev.modelservice.runtime.request.InferenceResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** HTTP's codecs for tests that compare transports. */
public final class HttpForms {

    public static final String HEADER = BinaryTail.HEADER;

    private HttpForms() {}

    public static InferenceRequest decode(byte[] body, @Nullable String header, long room) {
        return HttpCodec.decode("m", BinaryTail.of(body, header), new Room(room))
                .request();
    }

    public static InferenceRequest predict(ModelMetadata model, byte[] body, long room) {
        return PredictCodec.decode(model, body, new Room(room));
    }

    /** The body of an answer, and how much of it is JSON. */
    public static Map.Entry<byte[], String> encode(InferenceResponse response, boolean binary) {
        Answer answer = ResponseWriter.encode(response, new OutputForm(binary, Map.of()));
        byte[] body = answer.body().getBytes();
        return Map.entry(body, answer.headers().getOrDefault(HEADER, Integer.toString(body.length)));
    }

    public static byte[] problem(String message) {
        return Problems.body(message);
    }
}
