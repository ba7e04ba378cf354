package dev.modelservice.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.runtime.grpc.GrpcForms;
import dev.modelservice.runtime.http.HttpForms;
import dev.modelservice.runtime.request.DataType;
import dev.modelservice.runtime.request.Elements;
import dev.modelservice.runtime.request.Shape;
import dev.modelservice.runtime.request.Tensor;
import inference.GrpcPredictV2.ModelInferRequest;
import inference.GrpcPredictV2.ModelInferResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every datatype through the packaged runtime, in every form, to a model that gives back what it gets. */
final class DatatypesIT {

    private static final long ROOM = 1 << 20;
    private static final Path MODEL = Path.of("src", "test", "resources", "models", "every-datatype");

    private static RuntimeProcess runtime;
    private static GrpcClient client;
    private static List<Tensor> inputs;
    private static List<String> outputs;

    @BeforeAll
    static void start() throws IOException {
        runtime = RuntimeProcess.ready(MODEL.toAbsolutePath(), Map.of("modelservice.runtime.model-name", "m"));
        client = new GrpcClient(runtime);
        Random random = new Random(1);
        JsonArray specs = new JsonObject(runtime.get("/v2/models/m").body()).getJsonArray("inputs");
        inputs = specs.stream()
                .map(spec -> (JsonObject) spec)
                .map(spec -> Samples.tensor(
                        spec.getString("name"), DataType.valueOf(spec.getString("datatype")), Shape.of(8), random))
                .map(DatatypesIT::withoutNul)
                .toList();
        outputs = inputs.stream().map(input -> input.name() + "_out").toList();
    }

    @AfterAll
    static void stop() throws IOException {
        client.close();
        runtime.close();
    }

    private static List<Tensor> expected() {
        return inputs.stream()
                .map(input -> new Tensor(input.name() + "_out", input.datatype(), input.shape(), input.elements()))
                .toList();
    }

    @Test
    void asJson() {
        HttpResponse<byte[]> response = post(Published.json("id", inputs, outputs), Map.of());

        assertThat(answer(response)).isEqualTo(expected());
        assertThat(response.headers().firstValue("content-type")).contains("application/json");
    }

    @Test
    void asRawBytesBehindJson() {
        Published.Mixed mixed = Published.mixed("id", inputs, outputs);

        HttpResponse<byte[]> response = post(mixed.body(), header(mixed));

        assertThat(answer(response)).isEqualTo(expected());
    }

    @Test
    void asRawBytesBothWays() {
        HttpResponse<byte[]> response = postForRawAnswer(inputs);

        assertThat(response.headers().firstValue("content-type")).contains("application/octet-stream");
        assertThat(answer(response)).containsAll(expected());
    }

    @Test
    void compressed() throws IOException {
        Published.Mixed mixed = Published.mixed("id", inputs, outputs);
        ByteArrayOutputStream coded = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(coded)) {
            gzip.write(mixed.body());
        }

        HttpResponse<byte[]> response = post(
                coded.toByteArray(),
                Map.of("Content-Encoding", "gzip", HttpForms.HEADER, Integer.toString(mixed.jsonLength())));

        assertThat(answer(response)).isEqualTo(expected());
    }

    @Test
    void asRawContentsOfGrpc() {
        ModelInferResponse response = client.calls().modelInfer(Published.message("id", inputs, outputs, true));

        assertThat(answer(response)).isEqualTo(expected());
        assertThat(response.getRawOutputContentsCount()).isEqualTo(inputs.size());
    }

    /** FP16 has no typed form, and this model needs all its inputs: the refusal says so. */
    @Test
    void halfNumbersNeedRawContents() {
        ModelInferRequest.Builder request = ModelInferRequest.newBuilder().setModelName("m");
        request.addInputsBuilder()
                .setName("FP16")
                .setDatatype("FP16")
                .addShape(1)
                .getContentsBuilder()
                .addFp32Contents(1);

        assertThat(GrpcClient.failure(() -> client.calls().modelInfer(request.build()))
                        .getDescription())
                .isEqualTo(
                        "input 'FP16': expected FP16 as raw_input_contents, which is the only way in which gRPC sends it");
    }

    /** The logarithm of numbers below 1: some are none. JSON says null for them, raw bytes say what they are. */
    @Test
    void whatIsNoNumberPassesAsRawBytesOnly() {
        float[] values = {Float.NaN, -1, 0, Float.POSITIVE_INFINITY, 1, 1, 1, 1};
        ByteBuffer numbers = Elements.Numbers.allocate(DataType.FP32, values.length);
        for (float value : values) {
            numbers.putFloat(value);
        }
        List<Tensor> strange = inputs.stream()
                .map(input -> input.datatype() == DataType.FP32
                        ? new Tensor(
                                "FP32",
                                DataType.FP32,
                                Shape.of(8),
                                new Elements.Numbers(numbers.duplicate().flip()))
                        : input)
                .toList();
        Published.Mixed mixed = Published.mixed("id", strange, List.of("log"));

        JsonObject json =
                new JsonObject(new String(post(mixed.body(), header(mixed)).body(), StandardCharsets.UTF_8));
        assertThat(json.getJsonArray("outputs").getJsonObject(0).getJsonArray("data"))
                .isEqualTo(new JsonArray(Arrays.asList(null, null, null, null, 0.0, 0.0, 0.0, 0.0)));
        ByteBuffer raw = answer(postForRawAnswer(strange)).stream()
                .filter(output -> output.name().equals("log"))
                .findFirst()
                .orElseThrow()
                .numbers();
        assertThat(raw.getFloat()).isNaN();
        assertThat(raw.getFloat()).isNaN();
        assertThat(raw.getFloat()).isEqualTo(Float.NEGATIVE_INFINITY);
        assertThat(raw.getFloat()).isEqualTo(Float.POSITIVE_INFINITY);
    }

    private static HttpResponse<byte[]> postForRawAnswer(List<Tensor> given) {
        Published.Mixed mixed = Published.mixed("id", given, List.of());
        byte[] parameters = "\"parameters\":{\"binary_data_output\":true},".getBytes(StandardCharsets.UTF_8);
        byte[] body = new byte[mixed.body().length + parameters.length];
        body[0] = '{';
        System.arraycopy(parameters, 0, body, 1, parameters.length);
        System.arraycopy(mixed.body(), 1, body, 1 + parameters.length, mixed.body().length - 1);
        return post(body, Map.of(HttpForms.HEADER, Integer.toString(mixed.jsonLength() + parameters.length)));
    }

    private static Map<String, String> header(Published.Mixed mixed) {
        return Map.of(HttpForms.HEADER, Integer.toString(mixed.jsonLength()));
    }

    private static HttpResponse<byte[]> post(byte[] body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(runtime.http("/v2/models/m/infer"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return runtime.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** The outputs, read as the inputs of a request, which look the same. */
    private static List<Tensor> answer(HttpResponse<byte[]> response) {
        String text = new String(response.body(), StandardCharsets.ISO_8859_1);
        assertThat(response.statusCode()).as(text).isEqualTo(200);
        byte[] request = text.replaceFirst("\"outputs\":", "\"inputs\":").getBytes(StandardCharsets.ISO_8859_1);
        String length = response.headers()
                .firstValue(HttpForms.HEADER)
                .map(header -> Integer.toString(Integer.parseInt(header) - 1))
                .orElse(null);
        return HttpForms.decode(request, length, ROOM).inputs();
    }

    private static List<Tensor> answer(ModelInferResponse response) {
        return GrpcForms.decode(Published.asRequest(response).toByteArray(), ROOM)
                .inputs();
    }

    /** ONNX Runtime would cut a text off there, so its engine refuses such texts. */
    private static Tensor withoutNul(Tensor tensor) {
        return tensor.elements() instanceof Elements.Texts(List<String> values)
                ? new Tensor(
                        tensor.name(),
                        tensor.datatype(),
                        tensor.shape(),
                        new Elements.Texts(values.stream()
                                .map(text -> text.replace("\0", ""))
                                .toList()))
                : tensor;
    }
}
