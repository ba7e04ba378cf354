package dev.modelservice.operator.scaling;

/** What is held at the target, for each replica. */
public enum Metric {
    /** Requests at work or waiting, on average. */
    CONCURRENCY("concurrency", "requests at a time"),

    /** Requests that come in each second. */
    RPS("rps", "requests a second"),

    /** Tokens that answers bring in each second. */
    TOKENS_PER_SECOND("tokensPerSecond", "tokens a second");

    private final String value;
    private final String unit;

    Metric(String value, String unit) {
        this.value = value;
        this.unit = unit;
    }

    /** Its name in a spec. */
    public String value() {
        return value;
    }

    String unit() {
        return unit;
    }
}
