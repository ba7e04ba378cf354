package dev.modelservice.runtime.page;

import dev.modelservice.runtime.http.Answer;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/** One page of HTML with its style and its script inside, which may run nothing else and ask nobody but this server. */
final class Page {

    private Page() {}

    static Answer of() {
        String style = read("docs.css");
        String script = read("docs.js");
        String html = read("docs.html").replace("/*style*/", style).replace("/*script*/", script);
        String policy =
                "default-src 'none'; connect-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none';"
                        + " form-action 'none'; style-src '%s'; script-src '%s'"
                                .formatted(digest(style), digest(script));
        Map<String, String> headers = Map.of(
                "Content-Security-Policy", policy,
                "X-Content-Type-Options", "nosniff",
                "Referrer-Policy", "no-referrer",
                "Cache-Control", "no-cache");
        return new Answer("text/html; charset=utf-8", headers, Buffer.buffer(html));
    }

    private static String read(String name) {
        return new String(Resources.read(name), StandardCharsets.UTF_8);
    }

    /** By which a browser knows what may be in the page. */
    private static String digest(String content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
