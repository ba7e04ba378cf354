package dev.modelservice.runtime.grpc;

import dev.modelservice.runtime.grpc.wire.WireReader;
import dev.modelservice.runtime.grpc.wire.WireWriter;
import dev.modelservice.runtime.lifecycle.Readiness;
import dev.modelservice.runtime.request.RejectedException;
import dev.modelservice.runtime.request.Rejection;
import jakarta.inject.Singleton;

/** gRPC's health protocol: the server is healthy when it is ready, and so is its one service. */
@Singleton
public final class HealthMethods {

    private static final long WATCH_MILLIS = 500;
    private static final Limits SMALL = new Limits(4096, 10);

    private enum Health {
        SERVING(1),
        NOT_SERVING(2),
        SERVICE_UNKNOWN(3);

        private final int number;

        Health(int number) {
            this.number = number;
        }

        byte[] message() {
            WireWriter answer = new WireWriter();
            answer.number(1, number);
            return answer.toByteArray();
        }
    }

    private final Readiness readiness;

    HealthMethods(Readiness readiness) {
        this.readiness = readiness;
    }

    void check(WireReader request, WireWriter answer) {
        String service = service(request);
        Health health = health(service);
        if (health == Health.SERVICE_UNKNOWN) {
            throw new RejectedException(new Rejection.UnknownModel("there is no service '%s' here".formatted(service)));
        }
        answer.number(1, health.number);
    }

    /** Tells the health now and whenever it changes, until the client has enough of it. */
    void watch(Call call) {
        UnaryReader.read(
                call,
                SMALL,
                _ -> {},
                message -> {
                    try {
                        watch(call, service(message.fields(SMALL.bytes())));
                    } catch (RejectedException e) {
                        call.refuse(e.rejection());
                    }
                },
                call::refuse);
    }

    private void watch(Call call, String service) {
        Health[] told = {health(service)};
        call.send(told[0].message());
        long timer = call.vertx().setPeriodic(WATCH_MILLIS, _ -> {
            Health now = health(service);
            if (now != told[0]) {
                told[0] = now;
                call.send(now.message());
            }
        });
        call.onEnd(() -> call.vertx().cancelTimer(timer));
    }

    private static String service(WireReader request) {
        String service = "";
        while (request.next()) {
            if (request.field() == 1) {
                service = request.text();
            }
        }
        return service;
    }

    private Health health(String service) {
        if (!service.isEmpty() && !service.equals(GrpcRoutes.INFERENCE)) {
            return Health.SERVICE_UNKNOWN;
        }
        return readiness.isReady() ? Health.SERVING : Health.NOT_SERVING;
    }
}
