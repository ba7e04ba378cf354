package dev.modelservice.operator.analysis;

import java.util.Optional;

/**
 * What all checks of one look share.
 *
 * @param minRequests below which nothing is judged
 */
record Setting(Window window, int minRequests, Odds odds) {

    /** What is missing for judging the candidate by so many requests, in words. */
    Optional<String> missing(long requests) {
        if (!window.complete()) {
            return Optional.of(
                    "the gateway's counts are not complete: a gateway pod has not told them for 3 seconds; they come"
                            + " again when the operator reaches port 8081 of every gateway pod");
        }
        if (requests < minRequests) {
            return Optional.of("%d %s so far, and analysis.minRequests is %d; %s"
                    .formatted(
                            requests,
                            window.copies() ? "answered copies" : "requests of the new revision",
                            minRequests,
                            window.copies()
                                    ? "send requests to this ModelService, or mirror more of them"
                                    : "send requests to this ModelService, or give the step a larger weight"));
        }
        return Optional.empty();
    }

    /** The same for a ratio, which needs as many of the stable revision. */
    Optional<String> missing(long requests, long ofStable) {
        return missing(requests)
                .or(() -> ofStable >= minRequests
                        ? Optional.empty()
                        : Optional.of(
                                ("%d requests of the stable revision so far, and a ratio to it needs analysis.minRequests, %d;"
                                                + " send requests to this ModelService, or give the step a smaller weight")
                                        .formatted(ofStable, minRequests)));
    }

    String requests() {
        return window.copies() ? "copies" : "requests";
    }
}
