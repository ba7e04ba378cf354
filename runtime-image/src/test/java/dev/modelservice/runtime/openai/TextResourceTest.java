package dev.modelservice.runtime.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.runtime.generate.FinishReason;
import dev.modelservice.runtime.generate.Prompt;
import dev.modelservice.runtime.openai.ScriptedGenerator.Text;
import dev.modelservice.runtime.request.Rejection;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What clients get while a text is generated, over a real connection. */
@Timeout(60)
final class TextResourceTest {

    private static final String CHAT = "/v1/chat/completions";
    private static final String HELLO = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]%s}";
    private static final String STREAMED = HELLO.formatted(",\"stream\":true");

    private final ScriptedGenerator generator = new ScriptedGenerator(true);
    private final OpenAiServer server = OpenAiServer.start(generator, Map.of("streamKeepAliveSeconds", "1"));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aWholeAnswerComesWhenTheTextHasEnded() throws Exception {
        CompletableFuture<HttpResponse<String>> answer = server.post(CHAT, HELLO.formatted(""));
        Text text = generator.next();
        text.write("Good ");
        text.write("day.");
        assertThat(answer).isNotDone();
        text.finish(FinishReason.STOP, 5, 3);

        HttpResponse<String> response = answer.get(20, TimeUnit.SECONDS);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("x-request-id")).contains("mine");
        JsonObject body = new JsonObject(response.body());
        assertThat(body.getJsonArray("choices").getJsonObject(0).getJsonObject("message"))
                .isEqualTo(new JsonObject("{\"role\":\"assistant\",\"content\":\"Good day.\",\"refusal\":null}"));
        assertThat(body.getJsonObject("usage").getInteger("total_tokens")).isEqualTo(8);
        assertThat(text.request().prompt()).isInstanceOf(Prompt.Chat.class);
        assertThat(server.parts().ended("openai", "answered")).isOne();
    }

    @Test
    void aStreamTellsPiecesAsTheyCome() throws Exception {
        try (Socket socket = server.open(CHAT, STREAMED)) {
            BufferedReader lines = reader(socket);
            Text text = generator.next();
            text.write("Good ");

            assertThat(head(lines))
                    .contains(
                            "HTTP/1.1 200 OK",
                            "content-type: text/event-stream; charset=utf-8",
                            "cache-control: no-store",
                            "transfer-encoding: chunked");
            assertThat(event(lines)).contains("\"delta\":{\"role\":\"assistant\",\"content\":\"\"}");
            assertThat(event(lines)).contains("\"delta\":{\"content\":\"Good \"}");
            text.write("day.");
            assertThat(event(lines)).contains("\"delta\":{\"content\":\"day.\"}");
            text.finish(FinishReason.LENGTH, 5, 3);
            assertThat(event(lines)).contains("\"delta\":{},\"logprobs\":null,\"finish_reason\":\"length\"");
            assertThat(event(lines)).isEqualTo("[DONE]");
        }
    }

    @Test
    void aRefusalBeforeTheFirstPieceHasItsStatus() throws Exception {
        CompletableFuture<HttpResponse<String>> answer = server.post(CHAT, STREAMED);
        generator.next().refuse(new Rejection.Overloaded("4 wait", 7));

        HttpResponse<String> response = answer.get(20, TimeUnit.SECONDS);

        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(response.headers().firstValue("Retry-After")).contains("7");
        assertThat(response.body())
                .isEqualTo("{\"error\":{\"message\":\"4 wait\",\"type\":\"rate_limit_error\",\"param\":null,"
                        + "\"code\":\"rate_limit_exceeded\"}}");
        assertThat(server.parts().ended("openai", "overloaded")).isOne();
    }

    @Test
    void aProblemInTheMiddleOfAStreamIsItsLastEvent() throws Exception {
        CompletableFuture<HttpResponse<String>> answer = server.post(CHAT, STREAMED);
        Text text = generator.next();
        text.write("Good ");
        text.refuse(new Rejection.EngineFailed("it broke"));

        HttpResponse<String> response = answer.get(20, TimeUnit.SECONDS);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .endsWith("data: {\"error\":{\"message\":\"it broke\",\"type\":\"server_error\",\"param\":null,"
                        + "\"code\":null}}\n\n")
                .doesNotContain("[DONE]");
        assertThat(server.parts().ended("openai", "engine_failed")).isOne();
    }

    @Test
    void aTextThatTheServerGivesUpIsNoEnd() throws Exception {
        CompletableFuture<HttpResponse<String>> answer = server.post(CHAT, HELLO.formatted(""));
        Text text = generator.next();
        text.write("Good ");
        text.finish(FinishReason.CANCELLED, 5, 1);

        assertThat(answer.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(503);
    }

    @Test
    void whoGoesAwayIsNotWrittenFor() throws Exception {
        Text streamed;
        Text whole;
        try (Socket socket = server.open(CHAT, STREAMED);
                Socket other = server.open(CHAT, HELLO.formatted(""))) {
            streamed = generator.next();
            streamed.write("Good ");
            assertThat(head(reader(socket))).contains("HTTP/1.1 200 OK");
            whole = generator.next();
            assertThat(other.isConnected()).isTrue();
        }

        assertThat(streamed.awaitCancelled()).isTrue();
        assertThat(whole.awaitCancelled()).isTrue();
        assertThat(server.parts().ended("openai", "abandoned")).isEqualTo(2);
    }

    @Test
    void whoReadsGetsAllOfALongText() throws Exception {
        try (Socket socket = server.open(CHAT, STREAMED)) {
            BufferedReader lines = reader(socket);
            Text text = generator.next();
            int half = StreamedAnswer.MAX_PENDING / 2;
            text.write("first");
            assertThat(head(lines)).contains("HTTP/1.1 200 OK");
            event(lines);
            event(lines);
            for (int round = 0; round < 10; round++) {
                for (int i = 0; i < half; i++) {
                    text.write("piece " + i);
                }
                for (int i = 0; i < half; i++) {
                    assertThat(event(lines)).contains("\"content\":\"piece " + i + "\"");
                }
            }
            text.finish(FinishReason.STOP, 1, 10 * half + 1);
            assertThat(event(lines)).contains("\"finish_reason\":\"stop\"");
            assertThat(event(lines)).isEqualTo("[DONE]");
        }
    }

    @Test
    void whoDoesNotReadIsBrokenOff() throws Exception {
        try (Socket socket = server.open(CHAT, STREAMED)) {
            Text text = generator.next();
            String piece = "x".repeat(10_000);
            for (int i = 0; i < 100_000 && !text.isCancelled(); i++) {
                text.write(piece);
            }

            assertThat(text.awaitCancelled()).isTrue();
            assertThat(socket.isConnected()).isTrue();
            assertThat(server.parts().ended("openai", "slow_reader")).isOne();
        }
    }

    @Test
    void whoWaitsForATurnIsTold() throws Exception {
        try (Socket socket = server.open(CHAT, STREAMED)) {
            BufferedReader lines = reader(socket);
            Text text = generator.next();

            assertThat(head(lines)).contains("HTTP/1.1 200 OK");
            assertThat(chunk(lines)).isEqualTo(": waiting\n\n");
            text.refuse(new Rejection.TooLate("waited in vain"));
            assertThat(event(lines)).startsWith("{\"error\":{\"message\":\"waited in vain\"");
        }
    }

    @Test
    void severalChoicesAreTextsOfTheirOwnAndOneRefusalEndsAll() throws Exception {
        CompletableFuture<HttpResponse<String>> answer = server.post(CHAT, HELLO.formatted(",\"n\":2,\"seed\":7"));
        Text first = generator.next();
        Text second = generator.next();

        assertThat(List.of(
                        first.request().sampling().seed(),
                        second.request().sampling().seed()))
                .containsExactly(7L, 8L);
        second.refuse(new Rejection.Overloaded("no place", 1));
        assertThat(answer.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(429);
        assertThat(first.awaitCancelled()).isTrue();
    }

    @Test
    void aTextThatIsWrittenTakesNoPlaceInFrontOfTheModel() throws Exception {
        try (Socket socket = server.open(CHAT, STREAMED)) {
            generator.next().write("Good ");
            assertThat(head(reader(socket))).contains("HTTP/1.1 200 OK");

            assertThat(server.parts().admission().inside()).isZero();
        }
    }

    @Test
    void aProcessThatStopsFinishesItsStreamsAndTheirConnections() throws Exception {
        Socket socket = server.open(CHAT, STREAMED);
        BufferedReader lines = reader(socket);
        Text text = generator.next();
        text.write("Good ");
        assertThat(head(lines)).contains("HTTP/1.1 200 OK");
        server.parts().drain().begin();
        CompletableFuture<Integer> drained = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                drained.complete(server.parts().drain().await());
            } catch (InterruptedException e) {
                drained.completeExceptionally(e);
            }
        });
        text.write("day.");
        assertThat(drained).isNotDone();
        text.finish(FinishReason.STOP, 5, 3);

        assertThat(lines.lines()).as("all until the connection ends").contains("data: [DONE]");
        assertThat(drained.get(20, TimeUnit.SECONDS)).isZero();
        socket.close();
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    private static List<String> head(BufferedReader lines) throws IOException {
        List<String> head = new java.util.ArrayList<>();
        for (String line = lines.readLine(); !line.isEmpty(); line = lines.readLine()) {
            head.add(line.startsWith("HTTP") ? line : lowerName(line));
        }
        return head;
    }

    private static String lowerName(String header) {
        int colon = header.indexOf(':');
        return header.substring(0, colon).toLowerCase(java.util.Locale.ROOT) + header.substring(colon);
    }

    /** What one chunk of the response holds. */
    private static String chunk(BufferedReader lines) throws IOException {
        int size = Integer.parseInt(lines.readLine(), 16);
        char[] content = new char[size];
        for (int read = 0; read < size; ) {
            read += lines.read(content, read, size - read);
        }
        lines.readLine();
        return new String(content);
    }

    private final StringBuilder pending = new StringBuilder();

    /** The next event's data, from however many chunks. */
    private String event(BufferedReader lines) throws IOException {
        int end = pending.indexOf("\n\n");
        while (end < 0) {
            pending.append(chunk(lines));
            end = pending.indexOf("\n\n");
        }
        String event = pending.substring(0, end);
        pending.delete(0, end + 2);
        return event.substring("data: ".length());
    }
}
