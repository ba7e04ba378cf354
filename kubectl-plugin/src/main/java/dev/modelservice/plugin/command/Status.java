package dev.modelservice.plugin.command;

import dev.modelservice.api.v1alpha1.ModelService;
import dev.modelservice.plugin.follow.Outcome;
import dev.modelservice.plugin.screen.ProgressLine;
import dev.modelservice.plugin.view.Overview;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "status",
        description = "Waits until the rollout has ended, and tells by its exit code how.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:The revision that the spec asks for serves everything.",
            "1:It was rolled back, or an earlier one serves because of undo.",
            "2:It is held, by a pause or for want of data; with --watch=false, or when the time is over.",
            "3:It is on its way; with --watch=false, or when the time is over.",
            "4:It could not be found out."
        })
final class Status implements Callable<Integer> {

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    Root root;

    @Parameters(paramLabel = "NAME", description = "The ModelService.")
    @SuppressWarnings("NullAway.Init")
    String name;

    @Option(names = "--timeout", paramLabel = "TIME", description = "Such as 90s or 1h30m. Default: 10m.")
    Duration timeout = Duration.ofMinutes(10);

    @Option(
            names = "--watch",
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "true|false",
            description = "Whether to wait. Default: true.")
    boolean watch = true;

    @Override
    public Integer call() {
        try (var cluster = root.cluster()) {
            if (!watch) {
                var service = cluster.service(name);
                tell(line(service));
                return end(service);
            }
            try (var watched = cluster.watchService(name)) {
                var deadline = root.console().now().plus(timeout);
                var told = "";
                while (true) {
                    var service = watched.now();
                    var line = line(service);
                    if (!line.equals(told)) {
                        tell(line);
                        told = line;
                    }
                    if (outcome(service).isFinal()
                            || !watched.awaitChange(
                                    Duration.between(root.console().now(), deadline))) {
                        return end(service);
                    }
                }
            }
        }
    }

    private String line(ModelService service) {
        return ProgressLine.of(Overview.of(service), root.console().ink());
    }

    private void tell(String line) {
        if (root.form == Root.Form.text) {
            root.console().print(line);
        }
    }

    private int end(ModelService service) {
        var outcome = outcome(service);
        var overview = Overview.of(service);
        root.console()
                .print(root.written(
                        "",
                        Json.of(
                                "state",
                                overview.state().word(),
                                "message",
                                overview.message(),
                                "exitCode",
                                outcome.exitCode(),
                                "modelService",
                                Json.of("modelService", service).get("modelService"))));
        return outcome.exitCode();
    }

    private static Outcome outcome(ModelService service) {
        return Outcome.of(Overview.of(service).state());
    }
}
