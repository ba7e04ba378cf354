package dev.modelservice.gateway.proxy;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which headers go on, and which are for one connection only. */
final class Headers {

    static final CharSequence REVISION = HttpHeaders.createOptimized("modelservice-revision");
    static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("x-request-id");
    static final CharSequence FORWARDED_FOR = HttpHeaders.createOptimized("x-forwarded-for");
    static final CharSequence FORWARDED_PROTO = HttpHeaders.createOptimized("x-forwarded-proto");
    static final CharSequence FORWARDED_HOST = HttpHeaders.createOptimized("x-forwarded-host");
    static final CharSequence TRACE_PARENT = HttpHeaders.createOptimized("traceparent");
    static final CharSequence GRPC_STATUS = HttpHeaders.createOptimized("grpc-status");
    static final CharSequence GRPC_MESSAGE = HttpHeaders.createOptimized("grpc-message");

    private Headers() {}

    /** Copies what goes on; of a request's, the host does not, which is written apart. */
    static void copy(MultiMap from, MultiMap to) {
        String named = from.get(HttpHeaders.CONNECTION);
        String more = named == null || isUsual(named) ? null : "," + named.toLowerCase(Locale.ROOT).replace(" ", "") + ",";
        from.forEach((name, value) -> {
            if (!staysHere(name) && !isNamed(more, name)) {
                to.add(name, value);
            }
        });
    }

    private static boolean isUsual(String connection) {
        return connection.equalsIgnoreCase("keep-alive") || connection.equalsIgnoreCase("close");
    }

    private static boolean isNamed(@Nullable String more, String name) {
        return more != null && more.contains("," + name.toLowerCase(Locale.ROOT) + ",");
    }

    private static boolean staysHere(String name) {
        if (name.isEmpty() || name.charAt(0) == ':') {
            return true;
        }
        return switch (name.length()) {
            case 2 -> name.equalsIgnoreCase("te");
            case 4 -> name.equalsIgnoreCase("host");
            case 6 -> name.equalsIgnoreCase("expect");
            case 7 -> name.equalsIgnoreCase("upgrade");
            case 10 -> name.equalsIgnoreCase("connection") || name.equalsIgnoreCase("keep-alive");
            case 14 -> name.equalsIgnoreCase("http2-settings");
            case 16 -> name.equalsIgnoreCase("proxy-connection");
            case 17 -> name.equalsIgnoreCase("transfer-encoding");
            default -> false;
        };
    }

    /** The body's length as its sender said it; -1 where it did not, or nothing that is a number. */
    static long contentLength(MultiMap headers) {
        String length = headers.get(HttpHeaders.CONTENT_LENGTH);
        if (length == null || length.isEmpty() || length.length() > 18) {
            return -1;
        }
        long number = 0;
        for (int i = 0; i < length.length(); i++) {
            int digit = length.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
