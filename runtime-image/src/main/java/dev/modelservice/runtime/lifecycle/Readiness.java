package dev.modelservice.runtime.lifecycle;

import dev.modelservice.runtime.model.ModelState;
import dev.modelservice.runtime.model.ModelStore;
import dev.modelservice.runtime.serve.Drain;

/** Whether this process wants requests: its model answered a warm-up, and nobody asked it to stop. */
public final class Readiness {

    private final ModelStore store;
    private final Drain drain;

    public Readiness(ModelStore store, Drain drain) {
        this.store = store;
        this.drain = drain;
    }

    public boolean isReady() {
        return !drain.isDraining() && store.state() instanceof ModelState.Serving;
    }

    /** In a few words, for whoever looks at the health page. */
    public String description() {
        if (drain.isDraining()) {
            return "stopping";
        }
        return switch (store.state()) {
            case ModelState.Loading loading -> "loading";
            case ModelState.Serving serving -> "serving";
            case ModelState.Failed failed -> failed.message();
        };
    }
}
