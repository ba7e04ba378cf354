package dev.modelservice.operator.choice;

import dev.modelservice.api.v1alpha1.RuntimeStatus;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Chooses a runtime by the model's format, as KServe does. */
final class AutomaticChoice {

    private AutomaticChoice() {}

    /**
     * The runtime that was chosen {@code before}, as long as it fits. Else the first of the namespace, or else of the
     * cluster. Where no protocol is asked for, KServe takes V1 for granted; where nothing speaks it, so do we no longer.
     */
    static Optional<Candidate> of(Wish wish, @Nullable RuntimeStatus before, Runtimes runtimes) {
        var kept = candidates(runtimes)
                .filter(candidate -> candidate.id().equals(before))
                .filter(wish::isFor)
                .findFirst();
        var asKserve = wish.protocol() == null ? wish.over(Protocol.V1) : wish;
        return kept.or(() -> best(asKserve, runtimes)).or(() -> best(wish, runtimes));
    }

    private static Optional<Candidate> best(Wish wish, Runtimes runtimes) {
        return best(wish, runtimes.ofNamespace()).or(() -> best(wish, runtimes.ofCluster()));
    }

    private static Optional<Candidate> best(Wish wish, Runtimes.Kind kind) {
        Predicate<Candidate> fits = wish::isFor;
        return kind.candidates().stream().filter(fits).min(wish.order());
    }

    private static Stream<Candidate> candidates(Runtimes runtimes) {
        return Stream.concat(runtimes.ofNamespace().candidates().stream(), runtimes.ofCluster().candidates().stream());
    }
}
