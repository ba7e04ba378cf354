package dev.modelservice.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the packaged runtime says of itself is true: every request that it shows, it answers. */
final class DescriptionIT {

    static Stream<Arguments> models() {
        return Stream.of(
                Arguments.of(
                        "dense",
                        Recorded.denseModel(),
                        List.of(
                                "/predict",
                                "/v1/models/{model}:predict",
                                "/v2/models/{model}/infer",
                                "/v2/repository/index")),
                Arguments.of(
                        "minilm",
                        Recorded.unpackedModel("minilm"),
                        List.of(
                                "/predict",
                                "/v1/embeddings",
                                "/v1/models/{model}:predict",
                                "/v2/models/{model}/infer",
                                "/v2/repository/index")),
                Arguments.of(
                        "smollm2",
                        Recorded.unpackedModel("smollm2"),
                        List.of(
                                "/predict",
                                "/v1/chat/completions",
                                "/v1/completions",
                                "/v1/models/{model}:predict",
                                "/v2/models/{model}/infer",
                                "/v2/repository/index")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void everyExampleIsAnswered(String name, Path folder, List<String> shown) throws IOException {
        try (RuntimeProcess runtime = RuntimeProcess.ready(folder, settings(name))) {
            JsonObject document = new JsonObject(runtime.get("/openapi.json").body());
            JsonObject paths = document.getJsonObject("paths");
            List<String> tried = new ArrayList<>();
            for (String path : paths.fieldNames()) {
                String address = path.replace("{model}", name);
                if (paths.getJsonObject(path).containsKey("get")) {
                    assertThat(runtime.get(address).statusCode()).as(path).isEqualTo(200);
                }
                JsonObject example = example(paths.getJsonObject(path).getJsonObject("post"));
                if (example != null) {
                    HttpResponse<String> response = runtime.post(address, example.encode());
                    assertThat(response.statusCode())
                            .as("%s: %s", path, response.body())
                            .isEqualTo(200);
                    tried.add(path);
                }
            }
            assertThat(tried).containsExactlyInAnyOrderElementsOf(shown);
            assertThat(document.getJsonObject("info").getString("title")).isEqualTo("Model " + name);
            browsersAreLedToThePage(runtime);
        }
    }

    private static Map<String, String> settings(String name) {
        return Map.of(
                "modelservice.runtime.model-name",
                name,
                "modelservice.runtime.llama-library-directory",
                Recorded.LLAMA_LIBRARIES.toString(),
                "modelservice.runtime.context-tokens",
                "512",
                "modelservice.runtime.max-texts",
                "1",
                "modelservice.runtime.intra-op-threads",
                "1");
    }

    private static @Nullable JsonObject example(@Nullable JsonObject operation) {
        return operation == null
                ? null
                : operation
                        .getJsonObject("requestBody")
                        .getJsonObject("content")
                        .getJsonObject("application/json")
                        .getJsonObject("example");
    }

    private static void browsersAreLedToThePage(RuntimeProcess runtime) {
        HttpResponse<String> response = runtime.send(HttpRequest.newBuilder(runtime.http("/"))
                .header("Accept", "text/html,application/xhtml+xml")
                .build());

        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(response.headers().firstValue("location")).contains("docs");
        assertThat(runtime.get("/docs").headers().firstValue("content-type")).contains("text/html; charset=utf-8");
    }
}
