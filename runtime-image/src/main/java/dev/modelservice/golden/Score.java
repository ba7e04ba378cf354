package dev.modelservice.golden;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What one answer is worth.
 *
 * @param fault in words; empty where it is as expected
 * @param similarity the smallest of its rows; absent where nothing but texts is expected
 */
record Score(Optional<String> fault, OptionalDouble similarity) {

    private static final Score RIGHT = new Score(Optional.empty(), OptionalDouble.empty());

    /** Of what is no answer to compare. */
    static Score none(String fault) {
        return new Score(Optional.of(fault), OptionalDouble.of(0));
    }

    boolean isRight() {
        return fault.isEmpty();
    }

    /** Of outputs that were answered, against those expected; others may be there too. */
    static Score of(List<Tensor> expected, List<Tensor> actual, Comparison comparison) {
        Score score = RIGHT;
        for (Tensor wanted : expected) {
            Optional<Tensor> found = actual.stream()
                    .filter(tensor -> tensor.name().equals(wanted.name()))
                    .findFirst();
            score = score.and(found.map(tensor -> of(wanted, tensor, comparison))
                    .orElseGet(() -> none("there is no output '%s'".formatted(wanted.name()))));
        }
        return score;
    }

    private static Score of(Tensor wanted, Tensor found, Comparison comparison) {
        boolean sameShape = wanted.shape().isEmpty() || wanted.shape().equals(found.shape());
        if (!sameShape || wanted.data().size() != found.data().size()) {
            return none("output '%s' has the shape %s, not %s".formatted(wanted.name(), found.shape(), wanted.shape()));
        }
        if (!wanted.isNumbers()) {
            return wanted.data().equals(found.data())
                    ? RIGHT
                    : new Score(
                            Optional.of("output '%s' has another text".formatted(wanted.name())),
                            OptionalDouble.empty());
        }
        return found.isNumbers()
                ? rows(wanted, found, comparison)
                : none("output '%s' has what is no number".formatted(wanted.name()));
    }

    private static Score rows(Tensor wanted, Tensor found, Comparison comparison) {
        List<double[]> expected = wanted.rows(found.shape());
        List<double[]> actual = found.rows(found.shape());
        Score score = RIGHT;
        for (int row = 0; row < expected.size(); row++) {
            String place = "row %d of output '%s' ".formatted(row, wanted.name());
            score = score.and(new Score(
                    comparison.fault(expected.get(row), actual.get(row)).map(place::concat),
                    OptionalDouble.of(Rows.cosine(expected.get(row), actual.get(row)))));
        }
        return score;
    }

    private Score and(Score other) {
        OptionalDouble least = similarity.isEmpty()
                ? other.similarity
                : other.similarity.isEmpty()
                        ? similarity
                        : OptionalDouble.of(Math.min(similarity.getAsDouble(), other.similarity.getAsDouble()));
        return new Score(fault.or(() -> other.fault), least);
    }
}
