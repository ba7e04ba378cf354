package dev.modelservice.e2e.bench;

import dev.modelservice.e2e.cluster.AuditLog;
import dev.modelservice.e2e.cluster.ControlPlane;
import dev.modelservice.e2e.cluster.OperatorProcess;
import java.time.Duration;
import org.awaitility.Awaitility;

/** A time in which the operator had no reason to do anything, and what it did. */
record Quiet(Duration length, Requests requests, long operatorMillis) {
    private static final Duration SAMPLE = Duration.ofSeconds(2);
    /** Of one CPU: busier than this is not quiet. */
    private static final double QUIET_SHARE = 0.05;

    /** Nothing changes for a while. */
    static Quiet watch(ControlPlane plane, OperatorProcess operator, Duration length) {
        var mark = plane.audit().mark();
        long before = operator.cpuMillis();
        pause(length);
        return new Quiet(length, Requests.since(mark, plane, operator), operator.cpuMillis() - before);
    }

    /** From the start of the operator until it has looked at everything. */
    static Quiet afterRestart(ControlPlane plane, OperatorProcess operator, AuditLog.Mark mark, long started) {
        settle(operator);
        var length = Duration.ofNanos(System.nanoTime() - started).minus(SAMPLE);
        return new Quiet(length, Requests.since(mark, plane, operator), operator.cpuMillis());
    }

    /** Returns when the operator has had next to nothing to do for a sample's time. */
    static void settle(OperatorProcess operator) {
        Awaitility.await("the operator to have nothing to do")
                .atMost(Duration.ofMinutes(5))
                .until(() -> {
                    long before = operator.cpuMillis();
                    pause(SAMPLE);
                    return operator.cpuMillis() - before < SAMPLE.toMillis() * QUIET_SHARE;
                });
    }

    /** A measured length of time, and no condition: nothing is waited for. */
    private static void pause(Duration length) {
        try {
            Thread.sleep(length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while measuring", e);
        }
    }
}
