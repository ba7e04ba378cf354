package dev.modelservice.gateway.proxy;

import dev.modelservice.gateway.GatewayConfig;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How long one request is waited for. Looked at now and then, because a timer for each request would cost more than all of it. */
final class Patience {

    /** What took too long. */
    enum Verdict {
        NONE,
        NO_ANSWER,
        SLOW_BODY,
        CLIENT_STALLS
    }

    private static final long GRACE = TimeUnit.SECONDS.toNanos(5);

    private final GatewayConfig config;
    private final RequestBody body;
    private final long started;
    private long firstByteWithin = Long.MAX_VALUE;
    private long lastLook;
    /** How long the client was the one who was waited for. */
    private long sending;

    Patience(GatewayConfig config, RequestBody body, long now) {
        this.config = config;
        this.body = body;
        this.started = now;
        this.lastLook = now;
    }

    void firstByteWithin(Duration time) {
        firstByteWithin = time.toNanos();
    }

    Verdict look(long now, @Nullable Delivery delivery) {
        long step = now - lastLook;
        lastLook = now;
        if (delivery != null && delivery.isAnswered()) {
            long stalled = delivery.stalledSince();
            boolean stalls = stalled != 0 && now - stalled > TimeUnit.SECONDS.toNanos(config.clientStallSeconds());
            return stalls ? Verdict.CLIENT_STALLS : Verdict.NONE;
        }
        if (now - started > firstByteWithin) {
            return Verdict.NO_ANSWER;
        }
        boolean isCall = delivery != null && delivery.isCall();
        if (body.isComplete() || body.isPaused() || isCall) {
            return Verdict.NONE;
        }
        sending += step;
        boolean silent = body.isSilentSince(now - TimeUnit.SECONDS.toNanos(config.bodyIdleSeconds()));
        boolean slow = sending > GRACE
                && body.received() < (sending - GRACE) / 1_000_000_000.0 * config.minBodyBytesPerSecond();
        return silent || slow ? Verdict.SLOW_BODY : Verdict.NONE;
    }
}
