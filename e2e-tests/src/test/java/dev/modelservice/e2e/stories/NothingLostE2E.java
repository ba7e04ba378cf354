package dev.modelservice.e2e.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.e2e.actors.Callers;
import dev.modelservice.e2e.actors.ClusterUser;
import dev.modelservice.e2e.actors.Crowd;
import dev.modelservice.e2e.actors.Words;
import dev.modelservice.e2e.assertions.ModelServiceAssert;
import dev.modelservice.e2e.cluster.Chart;
import dev.modelservice.e2e.gateway.Client;
import io.fabric8.kubernetes.api.model.Pod;
import io.vertx.core.Vertx;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Pods of the model and of the gateway go and come while they are used over kept connections, over new ones, and by streams of ten
 * seconds. No request fails, and no client tries anything again: all they do is to close a connection when they are told so.
 *
 * <ol>
 *   <li>each of a model's two pods is deleted
 *   <li>a change of the model replaces both
 *   <li>the gateway's two pods are restarted one after the other
 *   <li>the gateway is left with one pod, and gets its second one back
 * </ol>
 */
class NothingLostE2E {
    @RegisterExtension
    static final Kind KIND = new Kind(Gateway.VALUES);

    private static final Vertx VERTX = Vertx.vertx();
    private static final String GATEWAY = "deployment/modelservice-operator-gateway";

    @AfterAll
    static void leave() {
        Client.get(VERTX.close());
    }

    @Test
    void podsComeAndGoAndNoRequestFails() {
        var gateway = Gateway.of(KIND);
        var user = KIND.user("nothing-lost");
        user.apply(Models.dense(2, "one", "{}"));
        user.await("dense", it -> it.isReady().hasReadyReplicas(2));
        var question = gateway.ask(user, "dense");

        try (var words = Words.start(VERTX, user, KIND.cluster().hostAddress()).awaitServed(gateway.client(VERTX));
                var keeping = Crowd.keepingConnections(VERTX, question, 24);
                var connecting = Crowd.connectingAnew(VERTX, question, 8);
                var calling = Callers.begin(
                        4,
                        () -> gateway.channel(question.host()),
                        Recorded.read("dense/answers.json").inputs().get(0));
                var listening = Crowd.keepingConnections(VERTX, words.ask(gateway.node(), gateway.http()), 6)) {
            keeping.awaitAnswers(500);
            var crowds = List.of(keeping, connecting, listening);

            step(
                    "each pod deleted",
                    crowds,
                    () -> user.podsOf("dense").forEach(pod -> {
                        user.client().resource(pod).delete();
                        user.await(() ->
                                assertThat(user.client().resource(pod).get()).isNull());
                        user.await("dense", it -> it.isReady().hasReadyReplicas(2));
                    }));
            step("model replaced", crowds, () -> {
                var before = user.podsOf("dense");
                user.apply(Models.dense(2, "two", "{}"));
                gone(user, before);
                user.await("dense", ModelServiceAssert::isReady);
            });
            step("gateway restarted", crowds, () -> {
                var before = KIND.gateways();
                inSystem("rollout", "restart", GATEWAY);
                inSystem("rollout", "status", GATEWAY, "--timeout=4m");
                gone(user, before);
            });
            step("gateway scaled down", crowds, () -> {
                var before = KIND.gateways();
                KIND.install("gateway.replicas=1");
                user.await(() -> assertThat(KIND.gateways()).hasSize(before.size() - 1));
                KIND.install();
            });
            listening.awaitAnswers(6);

            crowds.forEach(crowd -> assertThat(crowd.stop().failures()).isEmpty());
            assertThat(calling.stop().failures()).isEmpty();
            assertThat(calling.answered()).isPositive();
            System.out.printf(
                    "%d answers over kept connections, %d over new ones, %d gRPC calls, %d whole streams%n",
                    keeping.answered(), connecting.answered(), calling.answered(), listening.answered());
        }
    }

    private static void step(String name, List<Crowd> crowds, Runnable change) {
        change.run();
        crowds.getFirst().awaitAnswers(500);
        crowds.forEach(crowd -> assertThat(crowd.failures()).as(name).isEmpty());
    }

    private static void gone(ClusterUser user, List<Pod> pods) {
        pods.forEach(pod ->
                user.await(() -> assertThat(user.client().resource(pod).get()).isNull()));
    }

    private static void inSystem(String... arguments) {
        var command = new String[arguments.length + 1];
        command[0] = "--namespace=" + Chart.NAMESPACE;
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        KIND.cluster().kubectl(command);
    }
}
