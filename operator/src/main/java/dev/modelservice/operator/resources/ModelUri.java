package dev.modelservice.operator.resources;

import dev.modelservice.api.v1alpha1.ModelSource;
import org.jspecify.annotations.Nullable;

/** A model's address, taken apart by scheme. Admission has refused what does not fit. */
public sealed interface ModelUri {

    /** An image; the reference carries the digest where one is pinned. */
    record Oci(String reference) implements ModelUri {}

    /** A folder of a claim; null means the claim's root. */
    record Claim(String name, @Nullable String folder) implements ModelUri {}

    /** A file or archive to fetch. */
    record Web(String uri) implements ModelUri {}

    /** Parses {@code model.uri} and {@code model.digest}. */
    static ModelUri of(ModelSource source) {
        var uri = source.uri();
        if (uri.startsWith("oci://")) {
            return new Oci(pinned(uri.substring("oci://".length()), source.digest()));
        }
        if (uri.startsWith("pvc://")) {
            return claim(uri.substring("pvc://".length()));
        }
        return new Web(uri);
    }

    // A tag beside a digest is only a remark: the digest alone decides what is pulled.
    private static String pinned(String reference, @Nullable String digest) {
        if (digest == null || reference.contains("@")) {
            return reference;
        }
        var tag = reference.indexOf(':', reference.lastIndexOf('/'));
        return (tag < 0 ? reference : reference.substring(0, tag)) + "@" + digest;
    }

    private static Claim claim(String path) {
        var slash = path.indexOf('/');
        var folder = slash < 0 ? "" : path.substring(slash + 1);
        var trimmed = folder.endsWith("/") ? folder.substring(0, folder.length() - 1) : folder;
        return new Claim(slash < 0 ? path : path.substring(0, slash), trimmed.isEmpty() ? null : trimmed);
    }
}
