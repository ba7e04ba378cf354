package dev.modelservice.e2e.actors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.modelservice.e2e.cluster.Chart;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Somebody who asks a model in the cluster. The API server's proxy leads them in. */
public final class Inference {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ClusterUser user;
    private final String service;
    private final String way;

    /** Through the gateway, by path. */
    public Inference(ClusterUser user, String service) {
        this(
                user,
                service,
                "/api/v1/namespaces/%s/services/modelservice-operator-gateway:http/proxy/%s/%s/"
                        .formatted(Chart.NAMESPACE, user.namespace(), service));
    }

    private Inference(ClusterUser user, String service, String way) {
        this.user = user;
        this.service = service;
        this.way = way;
    }

    /** Past the gateway, at one of the model's pods. */
    public static Inference atPod(ClusterUser user, String service) {
        var pod = user.podsOf(service).getFirst().getMetadata().getName();
        return new Inference(
                user, service, "/api/v1/namespaces/%s/pods/%s:8080/proxy/".formatted(user.namespace(), pod));
    }

    /** Open Inference Protocol: sentences in, one embedding each. */
    public List<float[]> embed(List<String> sentences) {
        var answer = post(
                "v2/models/" + service + "/infer",
                Map.of(
                        "inputs",
                        List.of(Map.of(
                                "name",
                                "text",
                                "shape",
                                List.of(sentences.size()),
                                "datatype",
                                "BYTES",
                                "data",
                                sentences))));
        var output = answer.path("outputs").path(0);
        var width = output.path("shape").path(1).asInt();
        var data = floats(output.path("data"));
        return java.util.stream.IntStream.range(0, sentences.size())
                .mapToObj(row -> java.util.Arrays.copyOfRange(data, row * width, (row + 1) * width))
                .toList();
    }

    /** The simple protocol for tables: rows in, rows out. */
    public List<float[]> predict(JsonNode rows) {
        var answer = post("predict", Map.of("x_test", rows));
        return StreamSupport.stream(answer.path("predictions").spliterator(), false)
                .map(Inference::floats)
                .toList();
    }

    /** KServe's V1 protocol: rows in, rows out. */
    public List<float[]> predictV1(JsonNode rows) {
        var answer = post("v1/models/" + service + ":predict", Map.of("instances", rows));
        return StreamSupport.stream(answer.path("predictions").spliterator(), false)
                .map(Inference::floats)
                .toList();
    }

    /** Open Inference Protocol: the rows of a table in, one number for each out. */
    public float[] inferV2(String input, JsonNode rows) {
        var data = StreamSupport.stream(rows.spliterator(), false)
                .flatMap(row -> StreamSupport.stream(row.spliterator(), false))
                .toList();
        var tensor = Map.of(
                "name", input, "shape", List.of(rows.size(), rows.get(0).size()), "datatype", "FP32", "data", data);
        return floats(post("v2/models/" + service + "/infer", Map.of("inputs", List.of(tensor)))
                .path("outputs")
                .path(0)
                .path("data"));
    }

    private JsonNode post(String path, Object body) {
        try {
            var answer = user.client().raw(way + path, "POST", Serialization.asJson(body));
            return JSON.readTree(answer);
        } catch (IOException e) {
            throw new UncheckedIOException("No JSON from " + path, e);
        }
    }

    private static float[] floats(JsonNode numbers) {
        var floats = new float[numbers.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) numbers.get(i).asDouble();
        }
        return floats;
    }
}
