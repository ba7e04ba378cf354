package dev.modelservice.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import com.google.protobuf.ByteString;
import inference.GrpcPredictV2.InferTensorContents;
import inference.GrpcPredictV2.ModelInferRequest;
import inference.GrpcPredictV2.ModelInferResponse;
import inference.GrpcPredictV2.ModelMetadataRequest;
import inference.GrpcPredictV2.ModelMetadataResponse;
import inference.GrpcPredictV2.ModelReadyRequest;
import inference.GrpcPredictV2.ServerLiveRequest;
import inference.GrpcPredictV2.ServerMetadataRequest;
import inference.GrpcPredictV2.ServerReadyRequest;
import io.grpc.Status;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** V2 over gRPC, spoken to the packaged runtime with the dense example model by a client that is not ours. */
final class GrpcIT {

    private static final int LIMIT = 65_536;

    private static RuntimeProcess runtime;
    private static GrpcClient client;

    @BeforeAll
    static void start() throws IOException {
        runtime = RuntimeProcess.ready(
                Recorded.denseModel(),
                Map.of(
                        "modelservice.runtime.model-name",
                        "dense",
                        "modelservice.runtime.max-request-bytes",
                        Integer.toString(LIMIT)));
        client = new GrpcClient(runtime);
    }

    @AfterAll
    static void stop() throws IOException {
        client.close();
        runtime.close();
    }

    @Test
    void rawContentsAreAnsweredAsPythonDoes() throws IOException {
        Recorded recorded = Recorded.dense();

        ModelInferResponse response = client.calls().modelInfer(raw(recorded.rows("inputs"), 8));

        assertThat(response.getModelName()).isEqualTo("dense");
        assertThat(response.getModelVersion()).isEqualTo("1");
        assertThat(response.getId()).isEqualTo("a1");
        assertThat(response.getOutputs(0).getName()).isEqualTo("probability");
        assertThat(response.getOutputs(0).getDatatype()).isEqualTo("FP32");
        assertThat(response.getOutputs(0).getShapeList()).containsExactly(8L, 1L);
        assertThat(response.getOutputs(0).hasContents()).isFalse();
        ByteBuffer values =
                response.getRawOutputContents(0).asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        for (float[] expected : recorded.rows("probability")) {
            assertThat(values.getFloat()).isCloseTo(expected[0], offset(1e-6f));
        }
        assertThat(values.hasRemaining()).isFalse();
    }

    @Test
    void typedContentsAreAnsweredInKind() throws IOException {
        Recorded recorded = Recorded.dense();
        ModelInferRequest.Builder request = head(8);
        InferTensorContents.Builder contents = request.getInputsBuilder(0).getContentsBuilder();
        for (float[] row : recorded.rows("inputs")) {
            for (float value : row) {
                contents.addFp32Contents(value);
            }
        }

        ModelInferResponse response = client.calls().modelInfer(request.build());

        assertThat(response.getRawOutputContentsList()).isEmpty();
        List<Float> values = response.getOutputs(0).getContents().getFp32ContentsList();
        assertThat(values).hasSize(8);
        for (int i = 0; i < 8; i++) {
            assertThat(values.get(i)).isCloseTo(recorded.rows("probability").get(i)[0], offset(1e-6f));
        }
    }

    @Test
    void itSaysWhatItIs() {
        assertThat(client.calls()
                        .serverLive(ServerLiveRequest.getDefaultInstance())
                        .getLive())
                .isTrue();
        assertThat(client.calls()
                        .serverReady(ServerReadyRequest.getDefaultInstance())
                        .getReady())
                .isTrue();
        assertThat(client.calls()
                        .serverMetadata(ServerMetadataRequest.getDefaultInstance())
                        .getExtensionsList())
                .containsExactly("binary_tensor_data", "model_repository", "statistics");
        ModelMetadataResponse model = client.calls()
                .modelMetadata(
                        ModelMetadataRequest.newBuilder().setName("dense").build());
        assertThat(model.getName()).isEqualTo("dense");
        assertThat(model.getVersionsList()).containsExactly("1");
        assertThat(model.getPlatform()).isEqualTo("onnxruntime_onnx");
        assertThat(model.getInputs(0).getName()).isEqualTo("x");
        assertThat(model.getInputs(0).getDatatype()).isEqualTo("FP32");
        assertThat(model.getInputs(0).getShapeList()).containsExactly(-1L, 100L);
        assertThat(model.getOutputs(0).getShapeList()).containsExactly(-1L, 1L);
    }

    @ParameterizedTest
    @CsvSource({"dense, '', true", "dense, 1, true", "dense, 2, false", "other, '', false"})
    void aModelThatIsNotHereIsNotReady(String model, String version, boolean ready) {
        assertThat(client.calls()
                        .modelReady(ModelReadyRequest.newBuilder()
                                .setName(model)
                                .setVersion(version)
                                .build())
                        .getReady())
                .isEqualTo(ready);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    other | ''| 1   | 400   | NOT_FOUND        | there is no model 'other' here; this server has 'dense'
                    dense | 3 | 1   | 400   | NOT_FOUND        | model 'dense' has no version '3'; it has version '1'
                    dense | 1 | 2   | 400   | INVALID_ARGUMENT | input 'x': expected 800 bytes for shape [2,100] of FP32, got 400
                    dense | 1 | 900 | 360000 | RESOURCE_EXHAUSTED | the message of 360034 bytes is larger than the 65536 bytes that are allowed
                    """)
    void aRefusalHasItsStatusAndItsWords(
            String model, String version, int rows, int bytes, Status.Code code, String message) {
        ModelInferRequest request = head(rows)
                .setModelName(model)
                .setModelVersion(version)
                .addRawInputContents(ByteString.copyFrom(new byte[bytes]))
                .build();

        Status status = GrpcClient.failure(() -> client.calls().modelInfer(request));

        assertThat(status.getDescription()).isEqualTo(message);
        assertThat(status.getCode()).isEqualTo(code);
    }

    @Test
    void aRefusalInASpellingOfItsOwnArrives() {
        ModelInferRequest.Builder request = head(1).addRawInputContents(ByteString.copyFrom(new byte[400]));
        request.getInputsBuilder(0).setName("größe 100%\n" + "x".repeat(10_000));

        Status status = GrpcClient.failure(() -> client.calls().modelInfer(request.build()));

        assertThat(status.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(status.getDescription())
                .startsWith("unknown input 'größe 100%\nxxx")
                .hasSizeLessThan(2100);
    }

    @ParameterizedTest
    @CsvSource({"gzip", "identity"})
    void messagesMayBeCompressed(String coding) throws IOException {
        ModelInferResponse response = client.calls()
                .withCompression(coding)
                .modelInfer(raw(Recorded.dense().rows("inputs"), 8));

        assertThat(response.getOutputs(0).getShapeList()).containsExactly(8L, 1L);
    }

    @Test
    void whatUnpacksToTooMuchIsRefused() {
        ModelInferRequest request = head(1).addRawInputContents(ByteString.copyFrom(new byte[1_000_000]))
                .build();

        Status status =
                GrpcClient.failure(() -> client.calls().withCompression("gzip").modelInfer(request));

        assertThat(status.getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        assertThat(status.getDescription()).contains("once it is unpacked");
    }

    @Test
    void manyCallsOnOneConnectionAreAllAnswered() throws IOException {
        ModelInferRequest request = raw(Recorded.dense().rows("inputs"), 8);

        List<ModelInferResponse> responses = IntStream.range(0, 500)
                .parallel()
                .mapToObj(_ -> client.calls().modelInfer(request))
                .toList();

        assertThat(responses)
                .hasSize(500)
                .allMatch(response -> response.getRawOutputContents(0).size() == 32);
    }

    @Test
    void callsAreCountedByTheirProtocol() throws IOException {
        String answered =
                "modelservice_runtime_requests_total{model=\"dense\",outcome=\"answered\",protocol=\"v2-grpc\"}";
        String unknown =
                "modelservice_runtime_requests_total{model=\"dense\",outcome=\"unknown_model\",protocol=\"v2-grpc\"}";
        double answeredBefore = runtime.metric(answered);
        double unknownBefore = runtime.metric(unknown);

        ModelInferRequest request = raw(Recorded.dense().rows("inputs"), 8);
        client.calls().modelInfer(request);
        GrpcClient.failure(() -> client.calls()
                .modelInfer(request.toBuilder().setModelName("other").build()));

        assertThat(runtime.metric(answered)).isEqualTo(answeredBefore + 1);
        assertThat(runtime.metric(unknown)).isEqualTo(unknownBefore + 1);
    }

    @Test
    void otherProtocolsAreSentAway() {
        HttpRequest request = HttpRequest.newBuilder(
                        runtime.http("/").resolve("http://127.0.0.1:" + runtime.grpcPort() + "/v2"))
                .build();

        HttpResponse<String> response = runtime.send(request);

        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(response.body()).isEqualTo("expected gRPC: HTTP/2, POST, application/grpc\n");
    }

    private static ModelInferRequest.Builder head(int rows) {
        ModelInferRequest.Builder request =
                ModelInferRequest.newBuilder().setModelName("dense").setId("a1");
        request.addInputsBuilder()
                .setName("x")
                .setDatatype("FP32")
                .addShape(rows)
                .addShape(100);
        return request;
    }

    private static ModelInferRequest raw(List<float[]> rows, int count) {
        ByteBuffer values = ByteBuffer.allocate(count * 400).order(ByteOrder.LITTLE_ENDIAN);
        rows.forEach(row -> {
            for (float value : row) {
                values.putFloat(value);
            }
        });
        return head(count)
                .addRawInputContents(ByteString.copyFrom(values.flip()))
                .build();
    }
}
