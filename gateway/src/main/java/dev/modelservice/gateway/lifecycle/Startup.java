package dev.modelservice.gateway.lifecycle;

import dev.modelservice.gateway.GatewayConfig;
import dev.modelservice.gateway.accesslog.AccessLog;
import dev.modelservice.gateway.drain.Drain;
import dev.modelservice.gateway.proxy.GatewayServer;
import dev.modelservice.gateway.watch.Watcher;
import dev.modelservice.shared.Sigterm;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Begins to watch and to listen; and minds SIGTERM. */
@Singleton
public final class Startup {

    private static final Logger LOG = Logger.getLogger(Startup.class);
    private static final int DRAIN_CHECK_MILLIS = 50;
    private static final int LAST_LINES_MILLIS = 300;

    private final Vertx vertx;
    private final GatewayConfig config;
    private final GatewayServer server;
    private final Watcher watcher;
    private final Drain drain;
    private final AccessLog log;

    Startup(Vertx vertx, GatewayConfig config, GatewayServer server, Watcher watcher, Drain drain, AccessLog log) {
        this.vertx = vertx;
        this.config = config;
        this.server = server;
        this.watcher = watcher;
        this.drain = drain;
        this.log = log;
    }

    void start(@Observes StartupEvent event) {
        Sigterm.handle(() -> new Thread(this::drain, "drain").start());
        log.start();
        watcher.start();
        server.start().onFailure(problem -> {
            LOG.errorf("The gateway cannot listen: %s", problem);
            Quarkus.asyncExit(1);
        });
    }

    private void drain() {
        drain.begin();
        LOG.info("Asked to stop: not ready from now on; serving what still comes");
        vertx.setPeriodic(DRAIN_CHECK_MILLIS, timer -> {
            if (drain.mayStop() && vertx.cancelTimer(timer)) {
                if (drain.open() > 0) {
                    LOG.warnf("%d requests did not end within %d s", drain.open(), config.drainSeconds());
                }
                // A JVM that ends by SIGTERM exits with 143; a drained one did its duty.
                vertx.setTimer(LAST_LINES_MILLIS, _ -> Quarkus.asyncExit(0));
            }
        });
    }
}
