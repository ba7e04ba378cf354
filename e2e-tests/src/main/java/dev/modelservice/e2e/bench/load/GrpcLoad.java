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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Asks over gRPC: one connection, as many calls on it as there are clients, and bytes that were made beforehand. */
final class GrpcLoad {
    private final ManagedChannel channel;
    private final MethodDescriptor<byte[], byte[]> method;
    private final List<Payload> payloads;
    private final LongStream.Builder nanos = LongStream.builder();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    private GrpcLoad(ManagedChannel channel, Endpoint endpoint, List<Payload> payloads) {
        this.channel = channel;
        this.payloads = payloads;
        method = method(endpoint);
    }

    static Sample ask(Endpoint endpoint, List<Payload> payloads, int clients, Duration length) {
        var channel = channel(endpoint);
        try {
            return new GrpcLoad(channel, endpoint, payloads).ask(clients, length);
        } finally {
            channel.shutdownNow();
        }
    }

    static Payload once(Endpoint endpoint, Payload payload) {
        var channel = channel(endpoint);
        try {
            byte[] answer =
                    ClientCalls.blockingUnaryCall(channel, method(endpoint), CallOptions.DEFAULT, payload.body());
            return new Payload(Map.of(), answer);
        } finally {
            channel.shutdownNow();
        }
    }

    private Sample ask(int clients, Duration length) {
        var done = new CountDownLatch(clients);
        long start = System.nanoTime();
        long end = start + length.toNanos();
        for (int client = 0; client < clients; client++) {
            new Client(end, done).ask();
        }
        await(done);
        double seconds = (System.nanoTime() - start) / 1e9;
        var failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("A question was refused", failed);
        }
        return Sample.of(nanos.build().toArray(), seconds);
    }

    private synchronized void answered(long since) {
        nanos.add(System.nanoTime() - since);
    }

    /** Asks again as soon as the answer is there, until the time is up. */
    private final class Client implements StreamObserver<byte[]> {
        private final long end;
        private final CountDownLatch done;
        private long asked;

        Client(long end, CountDownLatch done) {
            this.end = end;
            this.done = done;
        }

        void ask() {
            asked = System.nanoTime();
            var payload = payloads.get(Math.floorMod(next.getAndIncrement(), payloads.size()));
            ClientCalls.asyncUnaryCall(channel.newCall(method, CallOptions.DEFAULT), payload.body(), this);
        }

        @Override
        public void onNext(byte[] answer) {}

        @Override
        public void onError(Throwable refused) {
            failure.set(refused);
            done.countDown();
        }

        @Override
        public void onCompleted() {
            answered(asked);
            if (System.nanoTime() < end) {
                ask();
            } else {
                done.countDown();
            }
        }
    }

    private static ManagedChannel channel(Endpoint endpoint) {
        return NettyChannelBuilder.forAddress("127.0.0.1", endpoint.port())
                .usePlaintext()
                .directExecutor()
                .maxInboundMessageSize(64 << 20)
                .build();
    }

    private static MethodDescriptor<byte[], byte[]> method(Endpoint endpoint) {
        return MethodDescriptor.newBuilder(new Bytes(), new Bytes())
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName(endpoint.wire().path(endpoint.model()))
                .build();
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

    private static void await(CountDownLatch done) {
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking", e);
        }
    }
}
