package dev.modelservice.plugin.view;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** In which state a rollout is shown. All but the last four are written by the operator in {@code status.rollout.phase}. */
public enum State {
    PROGRESSING("Progressing", "◌"),
    PAUSED("Paused", "‖"),
    INCONCLUSIVE("Inconclusive", "?"),
    PROMOTING("Promoting", "↑"),
    COMPLETE("Complete", "✔"),
    ROLLED_BACK("RolledBack", "✖"),
    UNDONE("Undone", "↶"),
    /** The operator has not seen the last change of the spec. */
    UNSEEN("Unseen", "◌"),
    /** What should serve everything is not ready yet. */
    STARTING("Starting", "◌"),
    /** What should serve everything does not, and nothing changes until somebody acts. */
    STALLED("Stalled", "✖"),
    /** A phase that this version does not know. */
    UNKNOWN("Unknown", "?");

    private final String word;
    private final String icon;

    State(String word, String icon) {
        this.word = word;
        this.icon = icon;
    }

    public String word() {
        return word;
    }

    public String icon() {
        return icon;
    }

    static State of(@Nullable String phase) {
        return phase == null
                ? COMPLETE
                : Arrays.stream(values())
                        .filter(state -> state.word.equals(phase))
                        .findFirst()
                        .orElse(UNKNOWN);
    }
}
