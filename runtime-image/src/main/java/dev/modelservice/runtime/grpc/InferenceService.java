package dev.modelservice.runtime.grpc;

import dev.modelservice.runtime.RuntimeConfig;
import dev.modelservice.runtime.codec.CodecThreads;
import dev.modelservice.runtime.metrics.Outcome;
import dev.modelservice.runtime.request.InferenceResponse;
import dev.modelservice.runtime.request.Protocol;
import dev.modelservice.runtime.request.RejectedException;
import dev.modelservice.runtime.request.Rejection;
import dev.modelservice.runtime.serve.Entrance;
import dev.modelservice.runtime.serve.Inference;
import dev.modelservice.runtime.serve.Visit;
import jakarta.inject.Singleton;

/** {@code ModelInfer} and {@code ModelStreamInfer}. */
@Singleton
public final class InferenceService {

    private final Entrance entrance;
    private final Inferrer inferrer;
    private final Limits limits;

    InferenceService(Entrance entrance, Inference inference, CodecThreads codecs, RuntimeConfig config) {
        this.entrance = entrance;
        this.inferrer = new Inferrer(inference, codecs, config.maxRequestBytes());
        this.limits = new Limits(config.maxRequestBytes(), config.maxBodySeconds());
    }

    void infer(Call call) {
        Visit visit = entrance.begin(Protocol.V2_GRPC, "ModelInfer", call.request()::getHeader);
        call.onEnd(visit::leave);
        Inferrer.Outlet outlet = outlet(call);
        visit.refusal()
                .ifPresentOrElse(
                        refusal -> refuse(call, visit, refusal),
                        () -> UnaryReader.read(
                                call,
                                limits,
                                bytes -> hold(visit, bytes),
                                message -> inferrer.infer(visit, message, call.remaining(), outlet),
                                refusal -> refuse(call, visit, refusal)));
    }

    private static void refuse(Call call, Visit visit, Rejection rejection) {
        visit.count(Outcome.of(rejection));
        call.refuse(rejection);
    }

    static void hold(Visit visit, int bytes) {
        visit.hold(bytes).ifPresent(full -> {
            throw new RejectedException(full);
        });
    }

    private static Inferrer.Outlet outlet(Call call) {
        return new Inferrer.Outlet() {
            @Override
            public byte[] encode(InferenceResponse response, InferRequest request) {
                return GrpcCodec.encode(response, request);
            }

            @Override
            public void answer(byte[] message) {
                call.answer(message);
            }

            @Override
            public void refuse(Rejection rejection) {
                call.refuse(rejection);
            }
        };
    }

    void inferStream(Call call) {
        InferStream.open(call, entrance, inferrer, limits);
    }
}
