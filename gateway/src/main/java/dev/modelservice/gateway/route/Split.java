package dev.modelservice.gateway.route;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the requests of one ModelService are shared out between its revisions. A revision without a replica gets none as long as
 * another has one: its share goes to the others, by their weights.
 */
public final class Split {

    private final Revision[] revisions;
    /** Of each revision, the end of its part of [0, 1). */
    private final double[] ends;

    private final Revision[] mirrors;

    private Split(Revision[] revisions, double[] ends, Revision[] mirrors) {
        this.revisions = revisions;
        this.ends = ends;
        this.mirrors = mirrors;
    }

    static Split of(List<Revision> all) {
        List<Revision> weighted = all.stream().filter(r -> r.weight() > 0).toList();
        List<Revision> able = weighted.stream().filter(Revision::mayServe).toList();
        Revision[] sharing = (able.isEmpty() ? weighted : able).toArray(Revision[]::new);
        long total = 0;
        for (Revision revision : sharing) {
            total += revision.weight();
        }
        double[] ends = new double[sharing.length];
        long sum = 0;
        for (int i = 0; i < sharing.length; i++) {
            sum += sharing[i].weight();
            ends[i] = (double) sum / total;
        }
        Revision[] mirrors = all.stream()
                .filter(r -> r.mirrorPercent() > 0 && !r.replicas().isEmpty())
                .toArray(Revision[]::new);
        return new Split(sharing, ends, mirrors);
    }

    /** The revision for a request that drew this number of [0, 1); null where no revision has a weight. */
    public @Nullable Revision at(double drawn) {
        for (int i = 0; i < ends.length; i++) {
            if (drawn < ends[i]) {
                return revisions[i];
            }
        }
        return null;
    }

    /**
     * The revision for a session. Each revision draws a score from the session's name, stretched by its weight, and the
     * highest wins (weighted rendezvous hashing): where weights change, sessions move only to revisions that gained, and no more
     * of them than the change.
     */
    public @Nullable Revision forSession(String session) {
        if (revisions.length == 1) {
            return revisions[0];
        }
        long key = Hash.of(session);
        Revision best = null;
        double highest = Double.NEGATIVE_INFINITY;
        for (Revision revision : revisions) {
            double score = revision.weight() / -Math.log(Hash.unit(key ^ Hash.of(revision.name())));
            if (score > highest) {
                highest = score;
                best = revision;
            }
        }
        return best;
    }

    /** The revision that gets a copy of a request which drew this number of [0, 1) and is served by another; null for none. */
    public @Nullable Revision mirror(double drawn, Revision serving) {
        for (Revision mirror : mirrors) {
            if (!mirror.name().equals(serving.name()) && drawn * 100 < mirror.mirrorPercent()) {
                return mirror;
            }
        }
        return null;
    }
}
