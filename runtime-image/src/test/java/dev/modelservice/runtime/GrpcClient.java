package dev.modelservice.runtime;

import inference.GRPCInferenceServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.util.concurrent.TimeUnit;

/** A gRPC client that is not ours, with stubs of the published protocol. */
public final class GrpcClient implements AutoCloseable {

    private final ManagedChannel channel;

    public GrpcClient(RuntimeProcess runtime) {
        this.channel = NettyChannelBuilder.forAddress("127.0.0.1", runtime.grpcPort())
                .usePlaintext()
                .maxInboundMessageSize(1 << 26)
                .build();
    }

    public ManagedChannel channel() {
        return channel;
    }

    public GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub calls() {
        return GRPCInferenceServiceGrpc.newBlockingStub(channel);
    }

    /** How a call failed. */
    public static Status failure(Runnable call) {
        try {
            call.run();
        } catch (StatusRuntimeException e) {
            return e.getStatus();
        }
        throw new AssertionError("the call did not fail");
    }

    @Override
    public void close() {
        try {
            if (!channel.shutdownNow().awaitTermination(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the channel did not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
