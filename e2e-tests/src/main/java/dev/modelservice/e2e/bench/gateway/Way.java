package dev.modelservice.e2e.bench.gateway;

import dev.modelservice.e2e.bench.servers.RunningServer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A way to the backend: through a proxy, or without one.
 *
 * @param port where requests are sent, on this machine
 * @param events where streams are asked for
 */
record Way(String name, int port, int events, @Nullable RunningServer proxy) {

    /**
     * What came of asking, and what it cost the proxy: CPU time of its whole process tree, and its resident memory
     * afterwards. Without a proxy they are no numbers.
     */
    record Cost<T>(T sample, double cpuMicros, double residentMiB) {}

    /** Asks while the proxy runs; it is suspended before and afterwards. Only what is done in the second step is measured. */
    <T> Cost<T> measure(Runnable leadIn, Supplier<T> asking) {
        if (proxy == null) {
            leadIn.run();
            return new Cost<>(asking.get(), Double.NaN, Double.NaN);
        }
        proxy.resume();
        try {
            leadIn.run();
            long before = proxy.cpuMicros();
            var sample = asking.get();
            double cpuMicros = proxy.cpuMicros() - before;
            double residentMiB = proxy.residentMiB();
            return new Cost<>(sample, cpuMicros, residentMiB);
        } finally {
            proxy.suspend();
        }
    }
}
