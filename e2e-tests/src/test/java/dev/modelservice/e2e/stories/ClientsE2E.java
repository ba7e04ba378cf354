package dev.modelservice.e2e.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.e2e.actors.RealClients;
import dev.modelservice.e2e.assertions.ModelServiceAssert;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Users bring the clients that they have.
 *
 * <ol>
 *   <li>a model is served, with room for few requests at a time
 *   <li>tritonclient over HTTP and gRPC, KServe's Python client, OpenAI's Python client and curl, whichever fit the model,
 *       get the recorded answers, and refusals in their protocol's own shape
 * </ol>
 */
class ClientsE2E {
    @RegisterExtension
    static final Kind KIND = new Kind();

    @ParameterizedTest
    @ValueSource(strings = {"dense", "minilm", "smollm2"})
    void everyProtocolsOwnClientIsContent(String model) {
        var user = KIND.user("clients-" + model);
        user.apply("""
                apiVersion: modelservice.dev/v1alpha1
                kind: ModelService
                metadata: {name: %s}
                spec:
                  model: {uri: "oci://modelservice.dev/models/%s:1.0"}
                  runtime:
                    env:
                    - {name: MODELSERVICE_RUNTIME_MAX_QUEUE, value: "4"}
                    # Threads that wait for each other hold each other up where other pods want the processors.
                    - {name: MODELSERVICE_RUNTIME_INTRA_OP_THREADS, value: "1"}
                """.formatted(model, model));
        user.await(model, ModelServiceAssert::isReady);

        var report = new RealClients(user).speakTo(model);

        assertThat(report.exitStatus()).as(report.output()).isZero();
    }
}
