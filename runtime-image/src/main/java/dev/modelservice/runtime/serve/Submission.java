package dev.modelservice.runtime.serve;

/** A request that was handed in. */
@FunctionalInterface
public interface Submission {

    /** Nobody waits for the answer: if its turn has not come yet, it does not come. May be called often, from anywhere. */
    void cancel();
}
