package dev.modelservice.runtime.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.runtime.http.Answer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class PageTest {

    private final Answer page = Page.of();
    private final String html = page.body().toString(StandardCharsets.UTF_8);

    @Test
    void everythingIsInIt() {
        assertThat(html)
                .doesNotContain("/*style*/")
                .doesNotContain("/*script*/")
                .doesNotContain("http://")
                .doesNotContain("https://")
                .doesNotContain("src=")
                .doesNotContain("@import");
    }

    @Test
    void aBrowserRunsThatScriptAndNoOther() throws Exception {
        String script = html.substring(html.indexOf("<script>") + 8, html.lastIndexOf("</script>"));
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));

        assertThat(Objects.requireNonNull(page.headers().get("Content-Security-Policy")))
                .startsWith("default-src 'none'; connect-src 'self';")
                .contains("script-src 'sha256-" + Base64.getEncoder().encodeToString(digest) + "'")
                .doesNotContain("unsafe");
    }
}
