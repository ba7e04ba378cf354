package dev.modelservice.plugin.view;

import dev.modelservice.api.v1alpha1.ModelServiceStatus;
import org.jspecify.annotations.Nullable;

/** What a revision is in the rollout. */
public enum Role {
    STABLE("stable"),
    CANDIDATE("candidate"),
    REFUSED("refused"),
    /** One to go back to. */
    EARLIER("");

    private final String word;

    Role(String word) {
        this.word = word;
    }

    /** As it is shown. */
    public String word() {
        return word;
    }

    /** The stable one stays so, though it may be the one that was refused while an earlier one was to serve. */
    static Role of(String revision, @Nullable ModelServiceStatus status) {
        if (status == null) {
            return EARLIER;
        }
        if (revision.equals(status.stableRevision())) {
            return STABLE;
        }
        if (revision.equals(status.candidateRevision())) {
            return CANDIDATE;
        }
        var rollout = status.rollout();
        return rollout != null && revision.equals(rollout.refusedRevision()) ? REFUSED : EARLIER;
    }
}
