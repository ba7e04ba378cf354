package dev.modelservice.gateway.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.api.v1alpha1.ModelService;
import dev.modelservice.gateway.route.ModelRoute;
import dev.modelservice.gateway.route.Replica;
import dev.modelservice.gateway.route.Revision;
import dev.modelservice.gateway.route.SessionRule;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class TableMakerTest {

    private final TableMaker maker = new TableMaker(List.of("svc", "models.example"));

    private static ModelService service(String endpoint, String status) {
        return Serialization.unmarshal("""
                apiVersion: modelservice.dev/v1alpha1
                kind: ModelService
                metadata: {name: dense, namespace: team-a, creationTimestamp: "2026-01-01T00:00:00Z"}
                spec:
                  model: {uri: "https://models.example.com/model.onnx"}
                  endpoint: %s
                status: %s
                """.formatted(endpoint, status), ModelService.class);
    }

    /** Endpoints in YAML. */
    private static EndpointSlice slice(String name, String revision, String endpoints) {
        return Serialization.unmarshal("""
                apiVersion: discovery.k8s.io/v1
                kind: EndpointSlice
                metadata:
                  name: %s
                  namespace: team-a
                  labels: {modelservice.dev/name: dense, modelservice.dev/revision: %s}
                addressType: IPv4
                ports: [{name: http, port: 8080}, {name: grpc, port: 9000}]
                endpoints: %s
                """.formatted(name, revision, endpoints), EndpointSlice.class);
    }

    private ModelRoute route(ModelService service, EndpointSlice... slices) {
        return Objects.requireNonNull(
                maker.make(List.of(service), List.of(slices)).named("team-a/dense"));
    }

    @Test
    void readyPodsOfTheNamedRevisionsServeByTheirWeights() {
        ModelRoute route = route(
                service("{}", "{revisions: [{name: r1, weight: 90}, {name: r2, weight: 10, mirrorPercent: 5}]}"),
                slice("a", "r1", "[{addresses: [10.0.0.1], conditions: {ready: true}}, {addresses: [10.0.0.2]}]"),
                slice(
                        "b",
                        "r1",
                        "[{addresses: [10.0.0.3], conditions: {ready: false, serving: true, terminating: true}}]"),
                slice("c", "r9", "[{addresses: [10.0.0.9]}]"));

        assertThat(route.revisions())
                .containsExactly(
                        new Revision(
                                "r1",
                                90,
                                0,
                                List.of(new Replica("10.0.0.1", 8080, 9000), new Replica("10.0.0.2", 8080, 9000))),
                        new Revision("r2", 10, 5, List.of()));
    }

    @Test
    void whereNothingElseIsReadyPodsThatAreEndingServe() {
        EndpointSlice ending = slice(
                "a", "r1", "[{addresses: [10.0.0.1], conditions: {ready: false, serving: true, terminating: true}}]");
        String two = "{revisions: [{name: r1, weight: 50}, {name: r2, weight: 50}]}";

        assertThat(route(service("{}", two), ending).revisions().getFirst().replicas())
                .hasSize(1);
        assertThat(route(service("{}", two), ending, slice("b", "r2", "[{addresses: [10.0.0.2]}]"))
                        .revisions()
                        .getFirst()
                        .replicas())
                .isEmpty();
    }

    @Test
    void withoutRevisionsInTheStatusThoseThatAreFoundShareEqually() {
        ModelRoute route = route(
                service("{}", "{}"),
                slice("a", "r1", "[{addresses: [10.0.0.1]}]"),
                slice("b", "r2", "[{addresses: [10.0.0.2]}]"));

        assertThat(route.revisions()).extracting(Revision::weight).containsExactly(1, 1);
    }

    @Test
    void theCandidateIsARevisionAlsoBeforeItGetsAShare() {
        String candidate = "{candidateRevision: r2, revisions: [{name: r1, weight: 100}]}";

        ModelRoute route = route(service("{}", candidate), slice("b", "r2", "[{addresses: [10.0.0.2]}]"));

        assertThat(route.candidate()).isEqualTo("r2");
        assertThat(route.revisions())
                .contains(new Revision("r2", 0, 0, List.of(new Replica("10.0.0.2", 8080, 9000))))
                .hasSize(2);
        assertThat(route(service("{}", "{revisions: [{name: r1, weight: 100}]}"))
                        .candidate())
                .isNull();
    }

    @Test
    void theEndpointsFieldsAreTaken() {
        ModelRoute route = route(service(
                "{hostname: dense.example.com, requestTimeoutSeconds: 7, concurrencyPerReplica: 3, queueLimit: 4,"
                        + " queueTimeoutSeconds: 5, maxRequestBytes: 1Mi, session: {header: X-User}}",
                "{}"));

        assertThat(route.hostname()).isEqualTo("dense.example.com");
        assertThat(route.limits().requestTimeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(route.limits().concurrencyPerReplica()).isEqualTo(3);
        assertThat(route.limits().queueLimit()).isEqualTo(4);
        assertThat(route.limits().queueTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(route.limits().maxRequestBytes()).isEqualTo(1 << 20);
        assertThat(route.session()).isEqualTo(new SessionRule.Header("x-user"));
        assertThat(route(service("{session: {openaiUser: true}}", "{}")).session())
                .isEqualTo(new SessionRule.OpenAiUser());
    }

    @Test
    void aChangeThatMakesNoDifferenceKeepsTheRoute() {
        EndpointSlice slice = slice("a", "r1", "[{addresses: [10.0.0.1]}]");
        ModelRoute before = route(service("{}", "{observedGeneration: 1}"), slice);

        assertThat(route(service("{}", "{observedGeneration: 2}"), slice)).isSameAs(before);
        assertThat(route(service("{queueLimit: 9}", "{observedGeneration: 3}"), slice))
                .isNotSameAs(before);
    }

    @Test
    void whatCannotBeUnderstoodStaysAsItWas() {
        EndpointSlice good = slice("a", "r1", "[{addresses: [10.0.0.1]}]");
        ModelRoute before = route(service("{}", "{}"), good);

        assertThat(route(service("{}", "{}"), slice("a", "r1", "[{addresses: []}]")))
                .isSameAs(before);
        assertThat(route(service("{queueLimit: 9}", "{}"), good).limits().queueLimit())
                .isEqualTo(9);
    }
}
