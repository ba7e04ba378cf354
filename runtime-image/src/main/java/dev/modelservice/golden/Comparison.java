package dev.modelservice.golden;

import java.util.Locale;
import java.util.Optional;

/** When a row of numbers is as expected. */
sealed interface Comparison {

    /** No number is farther off. */
    record Tolerance(double bound) implements Comparison {}

    /** The cosine similarity is at least this. */
    record Cosine(double bound) implements Comparison {}

    /** The largest number is at the same place. */
    record Label() implements Comparison {}

    double USUAL_TOLERANCE = 0.00001;
    double USUAL_COSINE = 0.99;

    static Comparison of(String name, Optional<String> bound) throws GoldenException {
        return switch (name) {
            case "Tolerance" -> new Tolerance(number(bound, USUAL_TOLERANCE));
            case "Cosine" -> new Cosine(number(bound, USUAL_COSINE));
            case "Label" -> new Label();
            default ->
                throw new GoldenException(
                        Reason.GoldenSetBroken, "analysis.golden.compare: use Tolerance, Cosine or Label, not " + name);
        };
    }

    /** What is wrong with a row, in words; empty where it is as expected. */
    default Optional<String> fault(double[] expected, double[] actual) {
        return switch (this) {
            case Tolerance(double bound) -> {
                double difference = Rows.difference(expected, actual);
                yield difference <= bound ? Optional.empty() : words("differs by %.6g", difference);
            }
            case Cosine(double bound) -> {
                double similarity = Rows.cosine(expected, actual);
                yield similarity >= bound ? Optional.empty() : words("has a cosine similarity of %.6f", similarity);
            }
            case Label() -> {
                int wanted = Rows.largest(expected);
                int found = Rows.largest(actual);
                yield wanted == found
                        ? Optional.empty()
                        : Optional.of("has its largest number at %d, not at %d".formatted(found, wanted));
            }
        };
    }

    private static Optional<String> words(String format, double number) {
        return Optional.of(String.format(Locale.ROOT, format, number));
    }

    private static double number(Optional<String> bound, double otherwise) throws GoldenException {
        try {
            return bound.map(Double::parseDouble).orElse(otherwise);
        } catch (NumberFormatException _) {
            throw new GoldenException(Reason.GoldenSetBroken, "analysis.golden.bound is no number");
        }
    }
}
