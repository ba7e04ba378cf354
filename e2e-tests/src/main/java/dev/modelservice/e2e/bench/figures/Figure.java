package dev.modelservice.e2e.bench.figures;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What one server did under one kind of work.
 *
 * @param how the protocol it was asked in
 * @param perSecond rows answered
 * @param cpuMicros CPU time of the server's whole process tree for one row
 */
public record Figure(
        String server,
        String how,
        Work work,
        double perSecond,
        double p50Millis,
        double p99Millis,
        double cpuMicros,
        double residentMiB) {

    /** As the tables call our runtime. */
    public static final String OURS = "ModelService runtime";

    /** Field by field, of the same server and work in several rounds. */
    public static Figure median(List<Figure> rounds) {
        var first = rounds.getFirst();
        return new Figure(
                first.server,
                first.how,
                first.work,
                median(rounds, Figure::perSecond),
                median(rounds, Figure::p50Millis),
                median(rounds, Figure::p99Millis),
                median(rounds, Figure::cpuMicros),
                median(rounds, Figure::residentMiB));
    }

    private static double median(List<Figure> rounds, ToDoubleFunction<Figure> field) {
        double[] sorted = rounds.stream().mapToDouble(field).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    public boolean isOurs() {
        return server.equals(Figure.OURS);
    }
}
