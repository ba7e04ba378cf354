package dev.modelservice.runtime.grpc;

import dev.modelservice.runtime.codec.Room;
import dev.modelservice.runtime.grpc.wire.WireReader;
import dev.modelservice.runtime.request.InferenceRequest;
import dev.modelservice.runtime.request.InferenceResponse;
import java.nio.ByteBuffer;
import java.util.List;

/** gRPC's codec for tests that compare transports. */
public final class GrpcForms {

    private GrpcForms() {}

    public static InferenceRequest decode(byte[] message, long room) {
        return GrpcCodec.decode(new WireReader(ByteBuffer.wrap(message)), new Room(room))
                .request();
    }

    public static byte[] encode(InferenceResponse response, boolean raw) {
        InferenceRequest request = new InferenceRequest("m", null, List.of(), List.of());
        return GrpcCodec.encode(response, new InferRequest(request, "", raw, false));
    }
}
