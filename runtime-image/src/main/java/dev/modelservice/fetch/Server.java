package dev.modelservice.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Asks for a file, and follows redirects without taking the credentials to another server. */
final class Server {

    private static final int MOST_REDIRECTS = 5;

    private final HttpClient client;
    private final Source source;
    private final Optional<Credentials> credentials;
    private final Duration patience;

    Server(HttpClient client, Source source, Optional<Credentials> credentials, Duration patience) {
        this.client = client;
        this.source = source;
        this.credentials = credentials;
        this.patience = patience;
    }

    /** The answer of the last server, to a question for what is missing. */
    HttpResponse<InputStream> ask(Partial have) throws FetchException, IOException, InterruptedException {
        Source next = source;
        for (int redirects = 0; ; redirects++) {
            HttpResponse<InputStream> response =
                    client.send(request(next, have), HttpResponse.BodyHandlers.ofInputStream());
            Verdict verdict = Verdict.of(answer(response), next.host(), have, Long.MAX_VALUE);
            if (!(verdict instanceof Verdict.Redirect redirect) || redirects == MOST_REDIRECTS) {
                return response;
            }
            response.body().close();
            next = follow(next, redirect.location());
        }
    }

    private HttpRequest request(Source target, Partial have) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(target.uri()).timeout(patience).header("Accept-Encoding", "identity");
        if (target.isSameServer(source)) {
            credentials.ifPresent(shown -> request.header("Authorization", shown.authorization()));
        }
        if (have.isResumable()) {
            request.header("Range", "bytes=" + have.bytes() + "-");
            have.validator().ifPresent(mark -> request.header("If-Range", mark));
        }
        return request.build();
    }

    private static Source follow(Source from, String location) throws FetchException {
        URI target;
        try {
            target = from.uri().resolve(location);
        } catch (IllegalArgumentException e) {
            throw new FetchException(Reason.ModelUnreachable, from.host() + " redirects to no valid address");
        }
        if ("https".equalsIgnoreCase(from.uri().getScheme()) && !"https".equalsIgnoreCase(target.getScheme())) {
            throw new FetchException(
                    Reason.ModelUnreachable,
                    "%s redirects to an address that is not https, which is not followed; give an https address"
                            .formatted(from.host()));
        }
        return Source.of(target);
    }

    static Answer answer(HttpResponse<?> response) {
        OptionalLong length = response.headers().firstValueAsLong("Content-Length");
        return new Answer(
                response.statusCode(),
                length,
                response.headers().firstValue("Content-Range"),
                response.headers().firstValue("ETag"),
                response.headers().firstValue("Last-Modified"),
                response.headers().firstValue("Location"));
    }

    /** What went wrong between here and the host, in words. */
    static String describe(Source source, IOException problem) {
        return switch (problem) {
            case SSLException tls ->
                "%s cannot be trusted or speaks no TLS (%s); if its certificate is of a CA of your own, give that CA"
                        .formatted(source.host(), tls.getMessage());
            case HttpTimeoutException timeout -> "time-out";
            case ConnectException connect when isCausedByName(connect) -> "the host's name cannot be resolved";
            case ConnectException connect -> "no connection (" + connect.getMessage() + ")";
            default -> String.valueOf(problem.getMessage());
        };
    }

    /** Whether asking again is of no use: a certificate does not become trusted by it. */
    static boolean isFinal(@Nullable Throwable problem) {
        return problem != null && (problem instanceof CertificateException || isFinal(problem.getCause()));
    }

    private static boolean isCausedByName(@Nullable Throwable problem) {
        return problem != null && (problem instanceof UnresolvedAddressException || isCausedByName(problem.getCause()));
    }
}
