package dev.modelservice.runtime.lifecycle;

import dev.modelservice.runtime.RuntimeConfig;
import dev.modelservice.runtime.metrics.ServingMetrics;
import dev.modelservice.runtime.model.LoadedModel;
import dev.modelservice.runtime.model.ModelState;
import dev.modelservice.runtime.model.ModelStore;
import dev.modelservice.runtime.serve.Drain;
import dev.modelservice.runtime.trace.Tracing;
import dev.modelservice.shared.Sigterm;
import dev.modelservice.termination.TerminationLog;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import org.jboss.logging.Logger;

/** Loads the model beside the start of the server, so that health answers while a large model loads; and minds SIGTERM. */
@Singleton
public final class Startup {

    private static final Logger LOG = Logger.getLogger(Startup.class);

    private final RuntimeConfig config;
    private final ModelStore store;
    private final ServingMetrics metrics;
    private final Drain drain;
    private final Tracing tracing;

    Startup(RuntimeConfig config, ModelStore store, ServingMetrics metrics, Drain drain, Tracing tracing) {
        this.config = config;
        this.store = store;
        this.metrics = metrics;
        this.drain = drain;
        this.tracing = tracing;
    }

    void start(@Observes StartupEvent event) {
        Sigterm.handle(() -> new Thread(this::drain, "drain").start());
        new Thread(this::load, "model-loader").start();
    }

    /** Ends with a model that serves or with the end of the process, and never with neither. */
    private void load() {
        LOG.infof("Loading model %s from %s", store.name(), config.modelDirectory());
        try {
            switch (store.load()) {
                case ModelState.Serving serving -> announce(serving.model());
                case ModelState.Failed failed -> fail(failed.message());
                case ModelState.Loading loading -> throw new IllegalStateException("loading ended while loading");
            }
        } catch (RuntimeException | Error e) {
            LOG.error("Loading the model failed for a reason of ours", e);
            fail("the model cannot be loaded: " + e);
        }
    }

    private void announce(LoadedModel model) {
        metrics.loaded(model.loadTime(), model.bytes());
        model.generator().ifPresent(metrics::measure);
        LOG.infof(
                "Model %s is ready: %s, %d bytes, loaded and warmed up in %d ms",
                store.name(),
                model.metadata().signature(),
                model.bytes(),
                model.loadTime().toMillis());
    }

    private void fail(String message) {
        LOG.errorf("Model %s cannot be served: %s", store.name(), message);
        try {
            TerminationLog.failure(config.terminationLog(), "ModelInvalid", message);
        } catch (IOException e) {
            LOG.warnf("The termination log %s cannot be written: %s", config.terminationLog(), e.toString());
        }
        Quarkus.asyncExit(1);
    }

    private void drain() {
        drain.begin();
        LOG.info("Asked to stop: not ready from now on; finishing what was accepted");
        try {
            int unfinished = drain.await();
            if (unfinished > 0) {
                LOG.warnf("%d requests did not end within %d s", unfinished, config.drainSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        tracing.close();
        // A JVM that ends by SIGTERM exits with 143; a drained one did its duty.
        Quarkus.asyncExit(0);
    }
}
