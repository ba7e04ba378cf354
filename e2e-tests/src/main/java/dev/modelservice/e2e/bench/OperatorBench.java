package dev.modelservice.e2e.bench;

import dev.modelservice.e2e.cluster.Chart;
import dev.modelservice.e2e.cluster.ControlPlane;
import dev.modelservice.e2e.cluster.OperatorProcess;
import java.util.ArrayList;

/**
 * Many ModelServices at once on a real control plane with fake nodes, and what they cost: {@code make bench-operator}.
 * {@link Settings} has the options.
 */
public final class OperatorBench {
    private OperatorBench() {}

    public static void main(String... arguments) {
        var settings = Settings.parse(arguments);
        var results = new ArrayList<Figures>();
        for (int count : settings.counts()) {
            results.add(measure(settings, count));
        }
        System.out.println();
        System.out.print(Table.of(results));
    }

    private static Figures measure(Settings settings, int count) {
        try (var plane = ControlPlane.start("bench-" + count)) {
            Chart.installCrds(plane.admin());
            var operator = start(plane, settings);

            say(settings.warmUp() + " ModelServices to warm up");
            var warmUp = new Fleet(plane, "warm", settings.warmUp(), settings.namespaces());
            warmUp.serve(operator);
            warmUp.delete();

            say(count + " ModelServices at once");
            var fleet = new Fleet(plane, "fleet", count, settings.namespaces());
            var served = fleet.serve(operator);
            long rssMiB = operator.rssMiB();

            say("Nothing happens for " + settings.idle().toMinutes() + " minutes");
            var idle = Quiet.watch(plane, operator, settings.idle());

            say("The operator is restarted, with nothing changed");
            operator.close();
            var beforeRestart = plane.audit().mark();
            long started = System.nanoTime();
            operator = start(plane, settings);
            var restart = Quiet.afterRestart(plane, operator, beforeRestart, started);

            say("The same objects from a bare client");
            var templates = fleet.childrenOfOne();
            operator.close();
            fleet.delete();
            var floor = new Floor(plane, templates, count, settings.namespaces()).write();
            return new Figures(count, served, rssMiB, idle, restart, floor);
        }
    }

    private static OperatorProcess start(ControlPlane plane, Settings settings) {
        var options = OperatorProcess.Options.alone().withJvm(settings.jvm());
        return OperatorProcess.start(plane, options).awaitReady();
    }

    private static void say(String text) {
        System.out.println(text);
    }
}
