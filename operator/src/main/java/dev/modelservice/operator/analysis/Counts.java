package dev.modelservice.operator.analysis;

/**
 * What was counted of one revision, at all gateways.
 *
 * @param answered requests that were answered, with whatever status; not those whose client went away before
 * @param serverErrors of them, those with a 5xx
 * @param latency of requests, answered or not
 * @param firstByte to the first byte of the answer's body; of a text that is streamed, to its first token
 * @param tokensOut that answers say they have
 */
public record Counts(long answered, long serverErrors, Times latency, Times firstByte, long tokensOut, Copies copies) {

    public static final Counts NONE = new Counts(0, 0, Times.NONE, Times.NONE, 0, Copies.NONE);

    /** Those of both. */
    public Counts plus(Counts more) {
        return new Counts(
                answered + more.answered,
                serverErrors + more.serverErrors,
                latency.plus(more.latency),
                firstByte.plus(more.firstByte),
                tokensOut + more.tokensOut,
                copies.plus(more.copies));
    }

    /** What came since; nothing is ever negative. */
    public Counts minus(Counts base) {
        return new Counts(
                Math.max(0, answered - base.answered),
                Math.max(0, serverErrors - base.serverErrors),
                latency.minus(base.latency),
                firstByte.minus(base.firstByte),
                Math.max(0, tokensOut - base.tokensOut),
                copies.minus(base.copies));
    }

    /** Those of the copies, as if they had been requests. */
    Counts ofCopies() {
        return new Counts(copies.answered(), copies.serverErrors(), copies.latency(), copies.firstByte(), 0, copies);
    }
}
