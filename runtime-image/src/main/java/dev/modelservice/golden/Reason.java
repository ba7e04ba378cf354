package dev.modelservice.golden;

/** How it ended; the names are read by the operator. */
enum Reason {
    /** Every case was asked. */
    GoldenDone,
    /** The set has no cases, or one that cannot be read, or too many. */
    GoldenSetBroken,
    /** The model could not be asked. */
    GoldenUnreachable
}
