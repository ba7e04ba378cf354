package dev.modelservice.runtime.openai;

import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.ThreadLocalRandom;

/** Marks by which a client, and whoever reads logs, know a request again. */
final class RequestIds {

    private static final String HEADER = "x-request-id";
    private static final int MAX_LENGTH = 128;

    private RequestIds() {}

    /** Gives the client's own mark back, or one of ours where it has none, and lets others answer. */
    static void giveBack(RoutingContext routing) {
        String given = routing.request().getHeader(HEADER);
        routing.response().putHeader(HEADER, given != null && isPlain(given) ? given : fresh("req_"));
        routing.next();
    }

    private static boolean isPlain(String given) {
        return !given.isEmpty()
                && given.length() <= MAX_LENGTH
                && given.chars().allMatch(character -> character > ' ' && character < 0x7F);
    }

    /** One that nobody else has. */
    static String fresh(String prefix) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return "%s%016x%08x".formatted(prefix, random.nextLong(), random.nextInt());
    }
}
