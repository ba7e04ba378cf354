package dev.modelservice.e2e.actors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.api.v1alpha1.ModelServiceStatus;
import dev.modelservice.e2e.gateway.Backend;
import dev.modelservice.e2e.gateway.Client;
import io.vertx.core.Vertx;

/**
 * A model that speaks for ten seconds: a server in this JVM, put behind a ModelService without pods by an EndpointSlice as
 * Kubernetes makes them for pods. The gateway cannot tell.
 */
public final class Words implements AutoCloseable {
    public static final String NAME = "words";
    private static final int EVENTS = 500;

    private final ClusterUser user;
    private final Backend backend;

    private Words(ClusterUser user, Backend backend) {
        this.user = user;
        this.backend = backend;
    }

    /** Starts it; pods reach this machine at the address. */
    public static Words start(Vertx vertx, ClusterUser user, String address) {
        var words = new Words(user, Backend.start(vertx, NAME));
        user.apply("""
                apiVersion: modelservice.dev/v1alpha1
                kind: ModelService
                metadata: {name: words}
                spec:
                  model: {uri: "oci://modelservice.dev/models/dense:1.0"}
                  replicas: 0
                """);
        user.await(() -> assertThat(user.modelService(NAME).require().getStatus())
                .isNotNull()
                .extracting(ModelServiceStatus::stableRevision)
                .isNotNull());
        user.apply("""
                apiVersion: discovery.k8s.io/v1
                kind: EndpointSlice
                metadata:
                  name: words-outside
                  labels: {modelservice.dev/name: words, modelservice.dev/revision: %s}
                addressType: IPv4
                ports: [{name: http, port: %d}]
                endpoints: [{addresses: ["%s"], conditions: {ready: true}}]
                """.formatted(user.stableOf(NAME), words.backend.port(), address));
        return words;
    }

    /** Waits until every gateway behind this port knows it. */
    public Words awaitServed(Client client) {
        client.awaitServedByAll(host(), "/events?count=1");
        return this;
    }

    private String host() {
        return NAME + "." + user.namespace();
    }

    /** Ten seconds of events, whole when the last one is there. */
    public Question ask(String node, int port) {
        return new Question(
                node,
                port,
                host(),
                "/events?count=" + EVENTS,
                null,
                answer -> answer.endsWith("data: [DONE]\n\n")
                        && answer.lines()
                                        .filter(line -> line.startsWith("data: "))
                                        .count()
                                == EVENTS + 1);
    }

    @Override
    public void close() {
        backend.close();
    }
}
