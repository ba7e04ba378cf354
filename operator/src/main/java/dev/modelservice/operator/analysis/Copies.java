package dev.modelservice.operator.analysis;

/**
 * What was counted of the copies that a revision was sent.
 *
 * @param answered copies with an answer
 * @param serverErrors of them, those with a 5xx
 * @param different of them, those with another status than the original
 * @param latency to the end of the answer
 * @param firstByte to the first byte of its body
 */
public record Copies(long answered, long serverErrors, long different, Times latency, Times firstByte) {

    public static final Copies NONE = new Copies(0, 0, 0, Times.NONE, Times.NONE);

    /** Those of both. */
    public Copies plus(Copies more) {
        return new Copies(
                answered + more.answered,
                serverErrors + more.serverErrors,
                different + more.different,
                latency.plus(more.latency),
                firstByte.plus(more.firstByte));
    }

    /** What came since; nothing is ever negative. */
    public Copies minus(Copies base) {
        return new Copies(
                Math.max(0, answered - base.answered),
                Math.max(0, serverErrors - base.serverErrors),
                Math.max(0, different - base.different),
                latency.minus(base.latency),
                firstByte.minus(base.firstByte));
    }
}
