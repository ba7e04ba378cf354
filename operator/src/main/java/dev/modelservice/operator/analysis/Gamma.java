package dev.modelservice.operator.analysis;

/** The logarithm of the gamma function, by Stirling's series. */
final class Gamma {

    /** From here on, four terms of the series are exact to 12 digits. */
    private static final double LARGE = 10;

    private Gamma() {}

    static double logBeta(double a, double b) {
        return log(a) + log(b) - log(a + b);
    }

    static double log(double x) {
        double below = 0;
        double at = x;
        while (at < LARGE) {
            below += Math.log(at);
            at++;
        }
        double square = at * at;
        double series = 1 / (12 * at)
                - 1 / (360 * at * square)
                + 1 / (1260 * at * square * square)
                - 1 / (1680 * at * square * square * square);
        return (at - 0.5) * Math.log(at) - at + Math.log(2 * Math.PI) / 2 + series - below;
    }
}
