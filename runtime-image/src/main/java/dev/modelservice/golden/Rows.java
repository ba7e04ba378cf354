package dev.modelservice.golden;

/** Two rows of numbers of the same length, held against each other. */
final class Rows {

    private Rows() {}

    /** The largest difference; not a number where there is one that is none. */
    static double difference(double[] expected, double[] actual) {
        double largest = 0;
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs(expected[i] - actual[i]));
        }
        return largest;
    }

    /** 1 where they point the same way; a row of zeros points nowhere, and is like another such row only. */
    static double cosine(double[] expected, double[] actual) {
        double product = 0;
        double expectedSquares = 0;
        double actualSquares = 0;
        for (int i = 0; i < expected.length; i++) {
            product += expected[i] * actual[i];
            expectedSquares += expected[i] * expected[i];
            actualSquares += actual[i] * actual[i];
        }
        if (expectedSquares == 0 || actualSquares == 0) {
            return expectedSquares == actualSquares ? 1 : 0;
        }
        return Math.clamp(product / Math.sqrt(expectedSquares * actualSquares), -1, 1);
    }

    static int largest(double[] row) {
        int at = 0;
        for (int i = 1; i < row.length; i++) {
            at = row[i] > row[at] ? i : at;
        }
        return at;
    }
}
