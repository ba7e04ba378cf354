package dev.modelservice.gateway.proxy;

import dev.modelservice.gateway.measure.Protocol;
import dev.modelservice.gateway.route.OpenAiPaths;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.HostAndPort;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a request's head says of it, the same in HTTP/1.1 and HTTP/2. */
final class Asked {

    private Asked() {}

    static boolean isHttp2(HttpServerRequest request) {
        return request.version() == HttpVersion.HTTP_2;
    }

    static @Nullable String host(HttpServerRequest request) {
        if (!isHttp2(request)) {
            return request.getHeader(HttpHeaders.HOST);
        }
        HostAndPort authority = request.authority();
        return authority == null ? null : authority.host();
    }

    static Protocol protocol(HttpServerRequest request, String path) {
        if (isHttp2(request)) {
            String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
            if (type != null && type.toLowerCase(Locale.ROOT).startsWith("application/grpc")) {
                return Protocol.GRPC;
            }
        }
        return OpenAiPaths.isOpenAi(path) ? Protocol.OPENAI : Protocol.REST;
    }
}
