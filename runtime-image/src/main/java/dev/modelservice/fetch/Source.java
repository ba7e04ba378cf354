package dev.modelservice.fetch;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/** The address of a model, checked. Prints without its query, which may hold a signature. */
record Source(URI uri) {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<String> NO_FILE_NAMES = Set.of("", ".", "..", WorkFolder.NAME);

    static Source parse(String text) throws FetchException {
        try {
            return of(new URI(text));
        } catch (URISyntaxException e) {
            // The exception's own message would repeat the whole address.
            throw new FetchException(
                    Reason.ModelUnreachable, "the model's URI is no valid URI (%s)".formatted(e.getReason()));
        }
    }

    static Source of(URI uri) throws FetchException {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        String host = uri.getHost();
        if (host == null) {
            throw new FetchException(Reason.ModelUnreachable, "the model's URI names no host");
        }
        if (uri.getUserInfo() != null) {
            throw new FetchException(
                    Reason.ModelUnreachable,
                    "the URI of the model at %s holds credentials; give them in a secret instead".formatted(host));
        }
        // Plain HTTP on this machine is how tests speak to themselves; anywhere else it could be changed on the way.
        boolean allowed = scheme.equals("https") || (scheme.equals("http") && LOOPBACK.contains(host));
        if (!allowed) {
            throw new FetchException(
                    Reason.ModelUnreachable, "%s cannot be asked over '%s'; use https".formatted(host, scheme));
        }
        return new Source(uri);
    }

    String host() {
        return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    }

    /** The last segment of the path, under which the file is kept. */
    String fileName() {
        String path = uri.getPath() == null ? "" : uri.getPath();
        String last = path.substring(path.lastIndexOf('/') + 1);
        return NO_FILE_NAMES.contains(last) || last.indexOf('\0') >= 0 ? "model" : last;
    }

    /** Whether the other one is the same server, which may see the same credentials. */
    boolean isSameServer(Source other) {
        return uri.getScheme().equalsIgnoreCase(other.uri.getScheme())
                && uri.getHost().equalsIgnoreCase(other.uri.getHost())
                && port() == other.port();
    }

    private int port() {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }

    @Override
    public String toString() {
        return uri.getScheme() + "://" + host() + uri.getRawPath();
    }
}
