package dev.modelservice.operator.analysis;

import java.util.OptionalDouble;

/** What came of asking the golden set. */
public sealed interface GoldenResult {

    /**
     * All cases were asked.
     *
     * @param right cases that were answered as expected
     * @param similarity the smallest cosine similarity of any row; absent where the set has no numbers
     * @param worst the case that was farthest off, and how; empty where all are right
     */
    record Scores(int cases, int right, OptionalDouble similarity, String worst) implements GoldenResult {}

    /** It could not be judged by it, for a reason in words that says what to do. */
    record Missing(String why) implements GoldenResult {}
}
