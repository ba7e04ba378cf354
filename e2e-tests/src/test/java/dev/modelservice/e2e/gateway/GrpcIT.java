package dev.modelservice.e2e.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import inference.GRPCInferenceServiceGrpc;
import inference.GrpcPredictV2.ModelInferRequest;
import inference.GrpcPredictV2.ModelInferResponse;
import inference.GrpcPredictV2.ServerLiveRequest;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** V2 over gRPC through the gateway, with a client and a server that are not ours. */
final class GrpcIT {

    private static Stage stage;
    private static GatewayProcess gateway;
    private static GrpcBackend backend;
    private static ManagedChannel channel;

    @BeforeAll
    static void start() throws IOException {
        stage = Stage.open();
        backend = GrpcBackend.start();
        stage.model("dense");
        stage.replica("dense", "current", "one", backend.port(), backend.port(), true, false);
        gateway = GatewayProcess.ready(stage.access(), Map.of());
        channel = channel(stage.host("dense"));
        Awaitility.await().ignoreExceptions().until(() -> calls(channel)
                .serverLive(ServerLiveRequest.getDefaultInstance())
                .getLive());
    }

    @AfterAll
    static void stop() {
        channel.shutdownNow();
        gateway.close();
        backend.close();
    }

    private static ManagedChannel channel(String host) {
        return NettyChannelBuilder.forAddress("127.0.0.1", gateway.port())
                .overrideAuthority(host)
                .usePlaintext()
                .build();
    }

    private static GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub calls(ManagedChannel on) {
        return GRPCInferenceServiceGrpc.newBlockingStub(on).withDeadlineAfter(30, TimeUnit.SECONDS);
    }

    private static Status failure(Runnable call) {
        try {
            call.run();
        } catch (StatusRuntimeException e) {
            return e.getStatus();
        }
        throw new AssertionError("the call did not fail");
    }

    @Test
    void aCallIsAnsweredByTheModel() {
        ModelInferResponse response = calls(channel)
                .modelInfer(ModelInferRequest.newBuilder()
                        .setModelName("dense")
                        .setId("x".repeat(100_000))
                        .build());

        assertThat(response.getModelName()).isEqualTo("dense");
        assertThat(response.getId()).hasSize(100_000);
        assertThat(gateway.metric("modelservice_gateway_requests_total{namespace=\"" + stage.namespace()
                        + "\",modelservice=\"dense\",revision=\"current\",protocol=\"grpc\",status=\"2xx\""))
                .isPositive();
    }

    @Test
    void theModelsOwnStatusAndMessageArrive() {
        Status status = failure(() -> calls(channel)
                .modelInfer(ModelInferRequest.newBuilder().setModelName("refuse").build()));

        assertThat(status.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(status.getDescription()).isEqualTo("no such: \u00fc %");
    }

    @Test
    void anUnknownModelIsAStatusToo() {
        ManagedChannel nobody = channel("nobody.at-all");
        try {
            Status status = failure(() -> calls(nobody).serverLive(ServerLiveRequest.getDefaultInstance()));

            assertThat(status.getCode()).isEqualTo(Status.Code.NOT_FOUND);
            assertThat(status.getDescription()).contains("no ModelService answers at host 'nobody.at-all'");
        } finally {
            nobody.shutdownNow();
        }
    }

    @Test
    void aCallThatIsCancelledIsCancelledAtTheModel() {
        Status status = failure(() -> GRPCInferenceServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(500, TimeUnit.MILLISECONDS)
                .modelInfer(ModelInferRequest.newBuilder().setModelName("never").build()));

        assertThat(status.getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
        Awaitility.await().until(() -> backend.cancelled() > 0);
    }

    @Test
    void aReplicaThatTakesNoConnectionsCostsNoCall() throws IOException {
        GrpcBackend dead = GrpcBackend.start();
        stage.model("two");
        stage.replica("two", "current", "good", backend.port(), backend.port(), true, false);
        stage.replica("two", "current", "dead", dead.port(), dead.port(), true, false);
        dead.close();
        ManagedChannel two = channel(stage.host("two"));
        try {
            Awaitility.await().ignoreExceptions().until(() -> calls(two)
                    .serverLive(ServerLiveRequest.getDefaultInstance())
                    .getLive());
            for (int i = 0; i < 200; i++) {
                assertThat(calls(two)
                                .modelInfer(ModelInferRequest.newBuilder()
                                        .setModelName("dense")
                                        .build())
                                .getModelName())
                        .isEqualTo("dense");
            }
        } finally {
            two.shutdownNow();
        }
    }
}
