package dev.modelservice.e2e.actors;

import com.fasterxml.jackson.databind.JsonNode;
import inference.GRPCInferenceServiceGrpc;
import inference.GrpcPredictV2.InferTensorContents;
import inference.GrpcPredictV2.ModelInferRequest;
import io.grpc.Channel;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;

/** Somebody who asks the dense network over gRPC, with a client that is not ours. */
public final class Tensors {
    private final Channel channel;

    public Tensors(Channel channel) {
        this.channel = channel;
    }

    /** One row of numbers in, one number out. */
    public float infer(String model, JsonNode row) {
        var contents = InferTensorContents.newBuilder();
        row.forEach(number -> contents.addFp32Contents((float) number.asDouble()));
        var answer = GRPCInferenceServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(30, TimeUnit.SECONDS)
                .modelInfer(ModelInferRequest.newBuilder()
                        .setModelName(model)
                        .addInputs(ModelInferRequest.InferInputTensor.newBuilder()
                                .setName("x")
                                .setDatatype("FP32")
                                .addShape(1)
                                .addShape(row.size())
                                .setContents(contents))
                        .build());
        if (answer.getRawOutputContentsCount() > 0) {
            return answer.getRawOutputContents(0)
                    .asReadOnlyByteBuffer()
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .getFloat();
        }
        return answer.getOutputs(0).getContents().getFp32Contents(0);
    }
}
