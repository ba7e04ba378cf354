package dev.modelservice.operator.analysis;

/** What a Prometheus query said last. */
public sealed interface QueryResult {

    /** One number, and not NaN. */
    record Value(double number) implements QueryResult {}

    /** None, for a reason in words that says what to do. */
    record Missing(String why) implements QueryResult {}
}
