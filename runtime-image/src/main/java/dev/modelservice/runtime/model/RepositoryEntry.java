package dev.modelservice.runtime.model;

/**
 * A model in V2's repository index.
 *
 * @param state READY, LOADING or UNAVAILABLE, as the extension names them
 * @param reason why it is not ready, in words; empty if it is
 */
public record RepositoryEntry(String name, String version, String state, String reason) {

    /** The state in which a model answers. */
    private static final String READY = "READY";

    public boolean isReady() {
        return state.equals(READY);
    }

    static RepositoryEntry of(String name, ModelState state) {
        return switch (state) {
            case ModelState.Serving _ -> entry(name, READY, "");
            case ModelState.Loading _ -> entry(name, "LOADING", "");
            case ModelState.Failed failed -> entry(name, "UNAVAILABLE", failed.message());
        };
    }

    private static RepositoryEntry entry(String name, String state, String reason) {
        return new RepositoryEntry(name, ModelMetadata.ONLY_VERSION, state, reason);
    }
}
