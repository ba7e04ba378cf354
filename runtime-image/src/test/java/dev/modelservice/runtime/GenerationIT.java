package dev.modelservice.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** OpenAI's API, spoken to the packaged runtime with a real language model that writes one text at a time. */
final class GenerationIT {

    private static final String CHAT = "/v1/chat/completions";

    private static RuntimeProcess runtime;

    @BeforeAll
    static void start() throws IOException {
        runtime = smollm();
    }

    private static RuntimeProcess smollm() throws IOException {
        return RuntimeProcess.ready(
                Recorded.unpackedModel("smollm2"),
                Map.of(
                        "modelservice.runtime.model-name", "smollm2",
                        "modelservice.runtime.llama-library-directory", Recorded.LLAMA_LIBRARIES.toString(),
                        "modelservice.runtime.context-tokens", "512",
                        "modelservice.runtime.max-texts", "1",
                        "modelservice.runtime.max-queue", "1",
                        "modelservice.runtime.intra-op-threads", "1"));
    }

    @AfterAll
    static void stop() throws IOException {
        runtime.close();
    }

    @Test
    void itAnswersAQuestionWholeAndInPartsAlike() {
        JsonObject question = question("What is the capital of France?").put("max_tokens", 20);

        JsonObject whole = post(CHAT, question);
        List<JsonObject> parts = stream(
                question.copy().put("stream", true).put("stream_options", new JsonObject().put("include_usage", true)));

        JsonObject choice = whole.getJsonArray("choices").getJsonObject(0);
        String answer = choice.getJsonObject("message").getString("content");
        assertThat(answer).contains("Paris");
        assertThat(choice.getString("finish_reason")).isEqualTo("stop");
        String together = parts.stream()
                .flatMap(part -> part.getJsonArray("choices").stream())
                .map(each -> ((JsonObject) each).getJsonObject("delta").getString("content", ""))
                .collect(Collectors.joining());
        assertThat(together).isEqualTo(answer);
        JsonObject usage = parts.getLast().getJsonObject("usage");
        assertThat(usage.getInteger("prompt_tokens"))
                .isEqualTo(whole.getJsonObject("usage").getInteger("prompt_tokens"));
        assertThat(usage.getInteger("completion_tokens"))
                .isEqualTo(whole.getJsonObject("usage").getInteger("completion_tokens"));
    }

    @Test
    void aStopTextAndTheLengthEndAText() {
        JsonObject question = question("What is the capital of France?").put("max_tokens", 20);

        JsonObject stopped = choice(post(CHAT, question.copy().put("stop", "Paris")));
        JsonObject cut = choice(post(CHAT, question.copy().put("max_completion_tokens", 2)));

        assertThat(stopped.getString("finish_reason")).isEqualTo("stop");
        assertThat(stopped.getJsonObject("message").getString("content"))
                .isNotBlank()
                .doesNotContain("Paris");
        assertThat(cut.getString("finish_reason")).isEqualTo("length");
    }

    @Test
    void aTextGoesOnWithLogprobsOfItsTokens() {
        JsonObject answer = post(
                "/openai/v1/completions",
                new JsonObject()
                        .put("model", "team-a/smollm2")
                        .put("prompt", "The capital of France is")
                        .put("temperature", 0)
                        .put("max_tokens", 3)
                        .put("logprobs", 2));

        JsonObject choice = choice(answer);
        JsonObject logprobs = choice.getJsonObject("logprobs");
        assertThat(choice.getString("text")).contains("Paris");
        assertThat(logprobs.getJsonArray("tokens")).hasSize(3);
        assertThat(logprobs.getJsonArray("tokens").stream()
                        .map(Object::toString)
                        .collect(Collectors.joining()))
                .isEqualTo(choice.getString("text"));
        for (int i = 0; i < 3; i++) {
            JsonObject top = logprobs.getJsonArray("top_logprobs").getJsonObject(i);
            assertThat(top).hasSize(2);
            assertThat(logprobs.getJsonArray("token_logprobs").getDouble(i))
                    .as("the likeliest was taken")
                    .isLessThanOrEqualTo(0)
                    .isEqualTo(top.getDouble(logprobs.getJsonArray("tokens").getString(i)));
        }
        assertThat(answer.getJsonObject("usage").getInteger("completion_tokens"))
                .isEqualTo(3);
    }

    @Test
    void aPromptThatIsTooLongIsRefusedInOpenAisWords() {
        for (boolean streamed : new boolean[] {false, true}) {
            HttpResponse<String> response = runtime.post(
                    CHAT, question("word ".repeat(2000)).put("stream", streamed).encode());

            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(new JsonObject(response.body()).getJsonObject("error").getString("type"))
                    .isEqualTo("invalid_request_error");
        }
    }

    @Test
    void whoGoesAwayFreesThePlaceForTheNext() throws Exception {
        String abandoned =
                "modelservice_runtime_requests_total{model=\"smollm2\",outcome=\"abandoned\",protocol=\"openai\"}";
        double before = runtime.metric(abandoned);
        CompletableFuture<HttpResponse<String>> second;
        try (InputStream first = open(story())) {
            assertThat(first.read()).isPositive();
            // One writes, one waits, and there is no room for a third.
            second = runtime.postAsync(
                    CHAT,
                    question("What is the capital of France?")
                            .put("max_tokens", 2)
                            .encode());
            while (runtime.metric("modelservice_runtime_queue_length") < 1) {
                Thread.onSpinWait();
            }
            HttpResponse<String> third = runtime.post(CHAT, story().encode());

            assertThat(third.statusCode()).as(third.body()).isEqualTo(429);
            assertThat(third.headers().firstValue("Retry-After")).isPresent();
            assertThat(third.body()).contains("\"code\":\"rate_limit_exceeded\"");
            assertThat(second).isNotDone();
        }
        assertThat(second.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        assertThat(runtime.metric(abandoned)).isEqualTo(before + 1);
        // What is at work is counted by the step; the one after the last text finds none.
        while (runtime.metric("modelservice_runtime_in_flight") > 0) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aProcessThatIsToldToStopFinishesItsStream() throws Exception {
        try (RuntimeProcess stopping = smollm();
                HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(stopping.http(CHAT))
                    .POST(HttpRequest.BodyPublishers.ofString(
                            story().put("max_tokens", 40).encode()))
                    .build();
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            stopping.sigterm();

            String all = new String(response.body().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);

            assertThat(all).contains("\"finish_reason\":\"length\"").endsWith("data: [DONE]\n\n");
            assertThat(stopping.exitCode()).isZero();
        }
    }

    @Test
    void tokensAndTheTimeToTheFirstAreCounted() {
        String read = "modelservice_runtime_tokens_total{direction=\"prompt\",model=\"smollm2\"}";
        String written = "modelservice_runtime_tokens_total{direction=\"completion\",model=\"smollm2\"}";
        String first = "modelservice_runtime_time_to_first_token_seconds_count";
        double readBefore = runtime.metric(read);
        double writtenBefore = runtime.metric(written);
        double firstBefore = runtime.metric(first);

        JsonObject usage = post(
                        "/v1/completions",
                        new JsonObject()
                                .put("model", "smollm2")
                                .put("prompt", "A sentence that nobody asked for yet")
                                .put("max_tokens", 3))
                .getJsonObject("usage");

        int known = usage.getJsonObject("prompt_tokens_details").getInteger("cached_tokens");
        assertThat(runtime.metric(read)).isEqualTo(readBefore + usage.getInteger("prompt_tokens") - known);
        assertThat(runtime.metric(written)).isGreaterThan(writtenBefore);
        assertThat(runtime.metric(first)).isEqualTo(firstBefore + 1);
    }

    private static JsonObject question(String text) {
        JsonObject message = new JsonObject().put("role", "user").put("content", text);
        return new JsonObject()
                .put("model", "smollm2")
                .put("messages", new JsonArray().add(message))
                .put("temperature", 0);
    }

    private static JsonObject story() {
        return question("Tell me a very long story about the sea.").put("stream", true);
    }

    private static JsonObject choice(JsonObject answer) {
        return answer.getJsonArray("choices").getJsonObject(0);
    }

    private static JsonObject post(String path, JsonObject request) {
        HttpResponse<String> response = runtime.post(path, request.encode());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return new JsonObject(response.body());
    }

    private static InputStream open(JsonObject request) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest.Builder http =
                HttpRequest.newBuilder(runtime.http(CHAT)).POST(HttpRequest.BodyPublishers.ofString(request.encode()));
        return client.send(http.build(), HttpResponse.BodyHandlers.ofInputStream())
                .body();
    }

    private static List<JsonObject> stream(JsonObject request) {
        HttpResponse<String> response = runtime.post(CHAT, request.encode());
        assertThat(response.headers().firstValue("content-type")).contains("text/event-stream; charset=utf-8");
        List<String> events =
                response.body().lines().filter(line -> !line.isEmpty()).toList();
        assertThat(events).allMatch(event -> event.startsWith("data: ")).last().isEqualTo("data: [DONE]");
        return events.subList(0, events.size() - 1).stream()
                .map(event -> new JsonObject(event.substring("data: ".length())))
                .toList();
    }
}
