package dev.modelservice.e2e.bench.gateway;

import dev.modelservice.e2e.bench.proxies.Backend;
import dev.modelservice.e2e.bench.proxies.Proxy;
import dev.modelservice.e2e.bench.servers.Cores;
import dev.modelservice.e2e.bench.servers.Progress;
import dev.modelservice.e2e.bench.servers.RunningServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** All ways to the backend, each proxy started and suspended until it is its turn. */
final class Ways implements AutoCloseable {
    static final String DIRECT = "no proxy";

    private final Cores cores;
    private final Path folder;
    private final List<Way> all = new ArrayList<>();
    private final List<RunningServer> running = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    Ways(Backend backend, Cores cores, Path folder) {
        this.cores = cores;
        this.folder = folder;
        all.add(new Way(DIRECT, backend.heavy(), backend.events(), null));
    }

    /** Started, or noted as one that does not start here. */
    void offer(Supplier<Proxy> proxy) {
        try {
            enter(proxy.get());
        } catch (RuntimeException cannot) {
            Progress.say(cannot.toString());
            notes.add("Did not start here: "
                    + String.valueOf(cannot.getMessage()).lines().findFirst().orElse(""));
        }
    }

    /** Started, or the end of the benchmark. */
    Way enter(Proxy proxy) {
        Progress.say("starting " + proxy.name());
        var server = RunningServer.start(proxy.server(), cores, folder);
        running.add(server);
        server.suspend();
        var way = new Way(proxy.name(), proxy.port(), proxy.port(), server);
        all.add(way);
        return way;
    }

    /** One that others have started, and will end. */
    void include(Way way) {
        all.add(way);
    }

    /** The way without a proxy first. */
    List<Way> all() {
        return all;
    }

    List<String> notes() {
        return notes;
    }

    @Override
    public void close() {
        running.forEach(RunningServer::close);
    }
}
