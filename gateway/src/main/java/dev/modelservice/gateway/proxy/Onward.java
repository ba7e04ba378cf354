package dev.modelservice.gateway.proxy;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.HostAndPort;

/** A request's headers on the way to a replica. */
final class Onward {

    private Onward() {}

    /**
     * Writes them.
     *
     * @param length of the body; -1 for unknown
     */
    static void head(HttpServerRequest from, HttpClientRequest to, long length, boolean call, Loop loop) {
        MultiMap headers = to.headers();
        Headers.copy(from.headers(), headers);
        if (length >= 0) {
            headers.set(HttpHeaders.CONTENT_LENGTH, String.valueOf(length));
        } else if (call || mayHaveBody(from)) {
            // Over HTTP/2 this only says that there is no length.
            to.setChunked(true);
        }
        if (call) {
            headers.set("te", "trailers");
        }
        host(from, to, call);
        forwarded(from, headers);
        if (!headers.contains(Headers.REQUEST_ID)) {
            headers.set(Headers.REQUEST_ID, loop.newId());
        }
    }

    private static boolean mayHaveBody(HttpServerRequest from) {
        if (from.version() == HttpVersion.HTTP_2) {
            // It does not say beforehand; of these nobody sends one.
            return !HttpMethod.GET.equals(from.method()) && !HttpMethod.HEAD.equals(from.method());
        }
        return from.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    private static void host(HttpServerRequest from, HttpClientRequest to, boolean call) {
        if (from.version() != HttpVersion.HTTP_2) {
            String host = from.getHeader(HttpHeaders.HOST);
            if (host != null) {
                to.putHeader(HttpHeaders.HOST, host);
            }
            return;
        }
        HostAndPort authority = from.authority();
        if (authority != null && call) {
            to.authority(authority);
        } else if (authority != null) {
            to.putHeader(HttpHeaders.HOST, authority.toString());
        }
    }

    private static void forwarded(HttpServerRequest from, MultiMap headers) {
        String before = headers.get(Headers.FORWARDED_FOR);
        String client = from.remoteAddress().hostAddress();
        headers.set(Headers.FORWARDED_FOR, before == null ? client : before + ", " + client);
        if (!headers.contains(Headers.FORWARDED_PROTO)) {
            headers.set(Headers.FORWARDED_PROTO, from.isSSL() ? "https" : "http");
        }
    }

    static boolean expectsContinue(HttpServerRequest request) {
        return request.headers().contains(HttpHeaders.EXPECT, HttpHeaders.CONTINUE, true);
    }
}
