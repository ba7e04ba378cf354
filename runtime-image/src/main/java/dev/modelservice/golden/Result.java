package dev.modelservice.golden;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the set came to.
 *
 * @param similarity the smallest of all rows; absent where the set has only texts
 * @param worst of those that are wrong, the one with the smallest similarity, and what is wrong with it
 */
record Result(int cases, int right, OptionalDouble similarity, Optional<String> worst, double worstSimilarity) {

    static final Result NOTHING = new Result(0, 0, OptionalDouble.empty(), Optional.empty(), Double.POSITIVE_INFINITY);

    Result with(String name, Score score) {
        double here = score.similarity().orElse(0);
        boolean worse = !score.isRight() && here < worstSimilarity;
        return new Result(
                cases + 1,
                right + (score.isRight() ? 1 : 0),
                score.similarity().isPresent()
                        ? OptionalDouble.of(Math.min(here, similarity.orElse(Double.POSITIVE_INFINITY)))
                        : similarity,
                worse ? score.fault().map(fault -> name + ": " + fault) : worst,
                worse ? here : worstSimilarity);
    }

    double accuracy() {
        return cases == 0 ? 0 : (double) right / cases;
    }
}
