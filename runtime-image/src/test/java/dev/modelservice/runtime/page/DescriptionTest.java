package dev.modelservice.runtime.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.runtime.EchoEngine;
import dev.modelservice.runtime.RuntimeParts;
import dev.modelservice.runtime.http.HttpParts;
import dev.modelservice.runtime.model.ModelMetadata;
import dev.modelservice.runtime.openai.OpenAiParts;
import dev.modelservice.runtime.request.DataType;
import dev.modelservice.runtime.request.Shape;
import dev.modelservice.runtime.request.Signature;
import dev.modelservice.runtime.request.Task;
import dev.modelservice.runtime.request.TensorSpec;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The document against what the server does. */
final class DescriptionTest {

    private static final Pattern PARAMETER = Pattern.compile(":(\\w+)");
    private static final Pattern REFERENCE = Pattern.compile("\"\\$ref\":\"#/components/([^\"]+)\"");
    private static final Served EVERYTHING = new Served(true, true, true, true);

    @Test
    void itNamesEveryRouteAndNoOther() {
        RuntimeParts parts = RuntimeParts.of(new EchoEngine(null), Map.of());
        Vertx vertx = Vertx.vertx();
        Router router = Router.router(vertx);
        HttpParts http = HttpParts.of(parts);
        http.register(router);
        OpenAiParts.of(parts, http).register(router);
        PageParts.of(parts, http).register(router);
        vertx.close();

        Set<String> registered = router.getRoutes().stream()
                .filter(route -> route.methods() != null)
                .flatMap(route ->
                        route.methods().stream().map(method -> method + " " + documented(method.name(), route)))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(described(describe(model(1, Shape.of(Shape.ANY, 3)), EVERYTHING)))
                .containsExactlyElementsOf(registered);
    }

    private static String documented(String method, Route route) {
        String path = PARAMETER.matcher(route.getPath()).replaceAll("{$1}");
        // One route stands for a model and all verbs after it, of which one is more than a refusal.
        return method.equals("POST") && path.equals("/v1/models/{model}") ? path + ":predict" : path;
    }

    private static Set<String> described(JsonObject document) {
        Set<String> described = new TreeSet<>();
        JsonObject paths = document.getJsonObject("paths");
        for (String path : paths.fieldNames()) {
            for (String method : List.of("get", "post")) {
                JsonObject operation = paths.getJsonObject(path).getJsonObject(method);
                if (operation != null) {
                    String verb = method.toUpperCase(java.util.Locale.ROOT) + " ";
                    described.add(verb + path);
                    operation.getJsonArray("x-also-at", new JsonArray()).forEach(other -> described.add(verb + other));
                }
            }
        }
        return described;
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        JsonObject document = describe(model(1, Shape.of(Shape.ANY, 3)), EVERYTHING);

        List<String> references = REFERENCE
                .matcher(document.encode())
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(references).isNotEmpty().allSatisfy(reference -> {
            JsonObject components = document.getJsonObject("components");
            String[] parts = reference.split("/", 2);
            assertThat(components.getJsonObject(parts[0]).containsKey(parts[1]))
                    .as(reference)
                    .isTrue();
        });
    }

    @Test
    void noPlaceIsLeftUnfilled() {
        assertThat(describe(model(2, Shape.of(Shape.ANY, 3)), EVERYTHING).encode())
                .doesNotContain("{{")
                .doesNotContain("\"@")
                .contains("Takes x0 FP32 [-1,3], x1 FP32 [-1,3]. Gives y FP32 [-1].");
    }

    @Test
    void whatTheModelCannotDoHasNoExampleAndSaysSo() {
        JsonObject document = describe(model(1, Shape.of(Shape.ANY, 3)), new Served(false, false, false, true));

        assertThat(operation(document, "/v1/embeddings").getBoolean("x-served")).isFalse();
        assertThat(example(document, "/v1/embeddings")).isNull();
        assertThat(operation(document, "/predict").getBoolean("x-served")).isTrue();
        assertThat(example(document, "/predict")).hasToString("{\"x_test\":[[0.5,0.5,0.5]]}");
        assertThat(example(document, "/v2/models/{model}/infer"))
                .hasToString(
                        "{\"inputs\":[{\"name\":\"x0\",\"datatype\":\"FP32\",\"shape\":[1,3],\"data\":[0.5,0.5,0.5]}]}");
    }

    @Test
    void severalInputsAreShownByTheirNames() {
        JsonObject document = describe(model(2, Shape.of(Shape.ANY)), EVERYTHING);

        assertThat(example(document, "/v1/models/{model}:predict"))
                .hasToString("{\"inputs\":{\"x0\":[0.5],\"x1\":[0.5]}}");
    }

    @Test
    void anExampleThatNobodyWouldReadIsNotShown() {
        JsonObject document = describe(model(1, Shape.of(1, 3, 224, 224)), EVERYTHING);

        assertThat(example(document, "/predict")).isNull();
    }

    private static JsonObject describe(ModelMetadata model, Served served) {
        return new JsonObject(new String(Description.of(model, served, "1.2.3"), StandardCharsets.UTF_8));
    }

    private static JsonObject operation(JsonObject document, String path) {
        return document.getJsonObject("paths").getJsonObject(path).getJsonObject("post");
    }

    private static JsonObject example(JsonObject document, String path) {
        return operation(document, path)
                .getJsonObject("requestBody")
                .getJsonObject("content")
                .getJsonObject("application/json")
                .getJsonObject("example");
    }

    private static ModelMetadata model(int inputs, Shape shape) {
        List<TensorSpec> specs = java.util.stream.IntStream.range(0, inputs)
                .mapToObj(i -> new TensorSpec("x" + i, DataType.FP32, shape))
                .toList();
        List<TensorSpec> outputs = List.of(new TensorSpec("y", DataType.FP32, Shape.of(Shape.ANY)));
        return new ModelMetadata("m", "1", "test", Task.TENSORS, new Signature(specs, outputs));
    }
}
