package dev.modelservice.operator.rollout;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a rollout is, as {@code status.rollout.phase} says it. */
public enum Phase {
    /** On its way through the steps. */
    PROGRESSING("Progressing"),
    /** Held until somebody acts. */
    PAUSED("Paused"),
    /** Held until there is enough to judge by. */
    INCONCLUSIVE("Inconclusive"),
    /** Past the steps: its pods become as many as are wanted. */
    PROMOTING("Promoting"),
    /** What the spec asks for serves everything. */
    COMPLETE("Complete"),
    /** The candidate was refused. */
    ROLLED_BACK("RolledBack"),
    /** An earlier revision serves because somebody asked for it. */
    UNDONE("Undone");

    private final String value;

    Phase(String value) {
        this.value = value;
    }

    /** As written in status. */
    public String value() {
        return value;
    }

    static Optional<Phase> of(@Nullable String value) {
        return Arrays.stream(values())
                .filter(phase -> phase.value.equals(value))
                .findFirst();
    }
}
