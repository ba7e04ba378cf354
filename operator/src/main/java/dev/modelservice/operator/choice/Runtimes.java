package dev.modelservice.operator.choice;

import dev.modelservice.api.kserve.ServingRuntime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** KServe's runtimes that a namespace may use, by kind. */
public record Runtimes(Kind ofNamespace, Kind ofCluster) {

    /** Whether objects of a kind can be seen. */
    public enum State {
        /** They are watched. */
        WATCHED,
        /** The cluster does not have the kind, or not yet. */
        NOT_INSTALLED,
        /** The operator watches single namespaces, and has no right outside of them. */
        OUT_OF_REACH
    }

    /**
     * A kind, and its objects where they are watched.
     *
     * @param candidates in no order
     */
    public record Kind(State state, List<Candidate> candidates) {

        public Kind {
            candidates = List.copyOf(candidates);
        }

        /** Whose objects cannot be seen. */
        public static Kind of(State state) {
            return new Kind(state, List.of());
        }

        Optional<Candidate> find(String name) {
            return candidates.stream()
                    .filter(candidate -> candidate.id().name().equals(name))
                    .findFirst();
        }
    }

    /** For a model that needs none of them. */
    public static final Runtimes NOT_LOOKED_AT = new Runtimes(Kind.of(State.OUT_OF_REACH), Kind.of(State.OUT_OF_REACH));

    Kind of(String kind) {
        return kind.equals(ServingRuntime.KIND) ? ofNamespace : ofCluster;
    }

    boolean isAnyWatched() {
        return Stream.of(ofNamespace, ofCluster).anyMatch(kind -> kind.state() == State.WATCHED);
    }

    boolean isAnyNotInstalled() {
        return Stream.of(ofNamespace, ofCluster).anyMatch(kind -> kind.state() == State.NOT_INSTALLED);
    }
}
