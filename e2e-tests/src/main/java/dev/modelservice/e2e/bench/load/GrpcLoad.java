package dev.modelservice.e2e.bench.load;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Asks over gRPC: one connection, as many calls on it as there are clients, and bytes that were made beforehand. */
final class GrpcLoad implements ClosedLoop.Sender, AutoCloseable {
    private static final int MOST_BYTES = 64 << 20;

    private final ManagedChannel channel;
    private final MethodDescriptor<byte[], byte[]> method;

    GrpcLoad(Endpoint endpoint) {
        channel = NettyChannelBuilder.forAddress("127.0.0.1", endpoint.port())
                .usePlaintext()
                .directExecutor()
                .maxInboundMessageSize(MOST_BYTES)
                .build();
        method = MethodDescriptor.newBuilder(new Bytes(), new Bytes())
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName(endpoint.wire().path(endpoint.model()))
                .build();
    }

    Payload once(Payload payload) {
        return new Payload(
                Map.of(), ClientCalls.blockingUnaryCall(channel, method, CallOptions.DEFAULT, payload.body()));
    }

    @Override
    public CompletableFuture<byte[]> send(Payload payload) {
        var answer = new Answer();
        ClientCalls.asyncUnaryCall(channel.newCall(method, CallOptions.DEFAULT), payload.body(), answer);
        return answer.future;
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }

    private static final class Answer implements StreamObserver<byte[]> {
        private final CompletableFuture<byte[]> future = new CompletableFuture<>();
        private byte[] message = new byte[0];

        @Override
        public void onNext(byte[] next) {
            message = next;
        }

        @Override
        public void onError(Throwable refused) {
            future.completeExceptionally(refused);
        }

        @Override
        public void onCompleted() {
            future.complete(message);
        }
    }

    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] message) {
            return new ByteArrayInputStream(message);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
