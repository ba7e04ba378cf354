package dev.modelservice.e2e.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.e2e.actors.Callers;
import dev.modelservice.e2e.actors.Crowd;
import dev.modelservice.e2e.actors.Question;
import dev.modelservice.e2e.assertions.ModelServiceAssert;
import dev.modelservice.e2e.cluster.Chart;
import dev.modelservice.e2e.gateway.Client;
import dev.modelservice.e2e.gateway.Pem;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The gateway has a certificate of its own, out of a Secret.
 *
 * <ol>
 *   <li>REST and gRPC with TLS, by clients that look whose certificate it is
 *   <li>the Secret is renewed while they ask: every pod of the gateway shows the new certificate, none is restarted, and no
 *       request fails
 * </ol>
 */
class TlsE2E {
    @RegisterExtension
    static final Kind KIND = new Kind(Gateway.VALUES);

    private static final Vertx VERTX = Vertx.vertx();
    private static final int PORT = 30443;
    private static final String SECRET = "models-certificate";
    private static final String HOST = "secure.example.com";
    /** The kubelet looks at Secrets about once a minute, on a busy machine later. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir
    static Path folder;

    @AfterAll
    static void leave() {
        KIND.install();
        KIND.cluster()
                .admin()
                .secrets()
                .inNamespace(Chart.NAMESPACE)
                .withName(SECRET)
                .delete();
        Client.get(VERTX.close());
    }

    @Test
    void aCertificateIsRenewedUnderItsUsers() throws Exception {
        var first = certificate("first");
        var second = certificate("second");
        store(first);
        KIND.install("gateway.tls.secretName=" + SECRET, "gateway.service.nodePorts.https=" + PORT);
        var node = KIND.cluster().nodeAddress();
        var user = KIND.user("tls");
        user.apply(Models.dense(1, "one", "{hostname: %s}".formatted(HOST)));
        user.await("dense", ModelServiceAssert::isReady);
        var question = Question.predict(node, PORT, HOST, Gateway.rows());
        awaitShown(node, "CN=first");

        try (var keeping = Crowd.connectingBy(tls(first, second), VERTX, question, 8);
                var connecting = Crowd.connectingBy(tls(first, second).setKeepAlive(false), VERTX, question, 2);
                var calling = Callers.begin(
                        2,
                        () -> channel(node, trust(first, second)),
                        Recorded.read("dense/answers.json").inputs().get(0))) {
            keeping.awaitAnswers(300);
            // Those that the installation replaced finish what they have taken; then they go.
            user.await(() -> assertThat(KIND.gateways())
                    .allMatch(pod -> pod.getMetadata().getDeletionTimestamp() == null));
            var before = starts(KIND.gateways());

            store(second);
            awaitShown(node, "CN=second");
            keeping.awaitAnswers(300);
            connecting.awaitAnswers(50);
            calling.awaitAnswers(50);

            assertThat(keeping.stop().failures()).isEmpty();
            assertThat(connecting.stop().failures()).isEmpty();
            assertThat(calling.stop().failures()).isEmpty();
            assertThat(starts(KIND.gateways())).isEqualTo(before);
            System.out.printf(
                    "%d answers over kept connections, %d over new ones, %d gRPC calls, all with TLS; no failure%n",
                    keeping.answered(), connecting.answered(), calling.answered());
        }
    }

    private static Path certificate(String name) throws Exception {
        var own = Files.createDirectory(folder.resolve(name));
        Pem.write(own, name, HOST);
        return own;
    }

    private static void store(Path certificate) {
        var secret = new SecretBuilder()
                .withNewMetadata()
                .withName(SECRET)
                .withNamespace(Chart.NAMESPACE)
                .endMetadata()
                .withType("kubernetes.io/tls")
                .withData(Map.of("tls.crt", file(certificate, "tls.crt"), "tls.key", file(certificate, "tls.key")))
                .build();
        Secret _ = KIND.cluster().admin().resource(secret).forceConflicts().serverSideApply();
    }

    private static String file(Path folder, String name) {
        try {
            return Base64.getEncoder().encodeToString(Files.readAllBytes(folder.resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By each pod of the gateway: that thirty connections in a row all miss one of two happens once in a billion times. */
    private static void awaitShown(String node, String subject) {
        Awaitility.await(subject)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .until(() -> {
                    for (int i = 0; i < 30; i++) {
                        if (!Pem.subject(node, PORT).equals(subject)) {
                            return false;
                        }
                    }
                    return true;
                });
    }

    private static HttpClientOptions tls(Path... trusted) {
        var trust = new PemTrustOptions();
        List.of(trusted)
                .forEach(certificate ->
                        trust.addCertPath(certificate.resolve("tls.crt").toString()));
        return new HttpClientOptions().setSsl(true).setTrustOptions(trust);
    }

    private static Path trust(Path first, Path second) {
        try {
            var both = folder.resolve("trusted.pem");
            Files.writeString(
                    both, Files.readString(first.resolve("tls.crt")) + Files.readString(second.resolve("tls.crt")));
            return both;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ManagedChannel channel(String node, Path trusted) {
        try {
            return NettyChannelBuilder.forAddress(node, PORT)
                    .overrideAuthority(HOST)
                    .sslContext(GrpcSslContexts.forClient()
                            .trustManager(trusted.toFile())
                            .build())
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Which pods there are, and how often each of them was started anew. */
    private static Map<String, Integer> starts(List<Pod> pods) {
        return pods.stream()
                .collect(Collectors.toMap(
                        pod -> pod.getMetadata().getUid(),
                        pod -> pod.getStatus().getContainerStatuses().stream()
                                .mapToInt(ContainerStatus::getRestartCount)
                                .sum()));
    }
}
