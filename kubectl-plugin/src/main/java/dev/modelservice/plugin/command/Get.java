package dev.modelservice.plugin.command;

import dev.modelservice.api.v1alpha1.ModelService;
import dev.modelservice.plugin.cluster.Cluster;
import dev.modelservice.plugin.cluster.Watch;
import dev.modelservice.plugin.screen.ListScreen;
import dev.modelservice.plugin.screen.TreeScreen;
import dev.modelservice.plugin.view.Snapshot;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "get", description = "Shows all ModelServices, or one with its revisions and pods.")
final class Get implements Callable<Integer> {

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    Root root;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "Default: all of the namespace.")
    @Nullable
    String name;

    @Option(
            names = {"-w", "--watch"},
            description = "Shows it again whenever it changes, until it is interrupted.")
    boolean watch;

    @Override
    public Integer call() {
        try (var cluster = root.cluster()) {
            if (name == null) {
                show(cluster, this::list);
            } else {
                show(cluster, name);
            }
        }
        return 0;
    }

    private void show(Cluster cluster, Function<List<ModelService>, String> screen) {
        if (watch) {
            follow(cluster.watchServices(), screen);
        } else {
            root.console().print(screen.apply(cluster.services()));
        }
    }

    private void show(Cluster cluster, String one) {
        if (watch) {
            follow(cluster.watchSnapshot(one), this::tree);
        } else {
            root.console().print(tree(cluster.snapshot(one)));
        }
    }

    private String list(List<ModelService> services) {
        return root.written(
                ListScreen.of(services, root.console().ink(), root.console().now()), Json.list(services));
    }

    private String tree(Snapshot snapshot) {
        return root.written(
                TreeScreen.of(snapshot, root.console().ink(), root.console().now()), Json.snapshot(snapshot));
    }

    /** Until what it watches is gone. */
    private <T> void follow(Watch<T> watch, Function<T, String> screen) {
        try (watch) {
            var shown = "";
            while (true) {
                var next = screen.apply(watch.now());
                if (!next.equals(shown)) {
                    show(next, shown.isEmpty());
                    shown = next;
                }
                watch.awaitChange(Duration.ofDays(1));
            }
        }
    }

    private void show(String next, boolean first) {
        if (root.form == Root.Form.json) {
            root.console().print(next);
        } else {
            root.console().redraw(next, first);
        }
    }
}
