package dev.modelservice.e2e.bench.figures;

import java.util.List;

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
                Median.of(rounds, Figure::perSecond),
                Median.of(rounds, Figure::p50Millis),
                Median.of(rounds, Figure::p99Millis),
                Median.of(rounds, Figure::cpuMicros),
                Median.of(rounds, Figure::residentMiB));
    }

    public boolean isOurs() {
        return server.equals(Figure.OURS);
    }
}
