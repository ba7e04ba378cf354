package dev.modelservice.gateway.route;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One ModelService, as the gateway serves it.
 *
 * @param createdSeconds when it was made, in seconds of 1970
 * @param hostname a host name of its own beside those that follow from its name
 * @param candidate the revision that is to take over, while there is one
 * @param session what keeps requests at one revision
 */
public record ModelRoute(
        ModelName name,
        long createdSeconds,
        @Nullable String hostname,
        @Nullable String candidate,
        Limits limits,
        @Nullable SessionRule session,
        List<Revision> revisions,
        Split split) {

    public ModelRoute(
            ModelName name,
            long createdSeconds,
            @Nullable String hostname,
            @Nullable String candidate,
            Limits limits,
            @Nullable SessionRule session,
            List<Revision> revisions) {
        this(name, createdSeconds, hostname, candidate, limits, session, List.copyOf(revisions), Split.of(revisions));
    }

    /** Whether this is served as that one is; the split follows from the rest. */
    public boolean isSame(ModelRoute other) {
        return name.equals(other.name)
                && createdSeconds == other.createdSeconds
                && Objects.equals(hostname, other.hostname)
                && Objects.equals(candidate, other.candidate)
                && limits.equals(other.limits)
                && Objects.equals(session, other.session)
                && revisions.equals(other.revisions);
    }

    public @Nullable Revision revision(String name) {
        for (Revision revision : revisions) {
            if (revision.name().equals(name)) {
                return revision;
            }
        }
        return null;
    }
}
