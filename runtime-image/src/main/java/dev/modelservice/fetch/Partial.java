package dev.modelservice.fetch;

import java.util.Optional;

/**
 * What is there already of a file.
 *
 * @param bytes from its beginning
 * @param validator the server's own mark of the version that they are from, where it gave one
 */
record Partial(long bytes, Optional<String> validator) {

    static final Partial NOTHING = new Partial(0, Optional.empty());

    /** Whether the rest may be asked for: without a mark, the rest could be of another version. */
    boolean isResumable() {
        return bytes > 0 && validator.isPresent();
    }
}
