package dev.modelservice.e2e.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.e2e.actors.ClusterUser;
import dev.modelservice.e2e.assertions.ModelServiceAssert;
import dev.modelservice.e2e.cluster.Chart;
import dev.modelservice.e2e.cluster.OperatorProcess.Options;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Operators come, go, take turns, and keep to their namespaces. */
class OperatorsIT {
    @RegisterExtension
    static final Stage STAGE = new Stage();

    @Test
    void ofTwoOneLeadsAndTheOtherTakesOver() {
        STAGE.alone();
        var first = STAGE.start(Options.oneOfMany()).awaitReady();
        var second = STAGE.start(Options.oneOfMany());
        var user = STAGE.user("leader", first);
        user.await(() -> assertThat(holder()).isIn(first.name(), second.name()));
        var leader = holder().equals(first.name()) ? first : second;
        var other = leader == first ? second : first;
        var mark = STAGE.mark();
        user.apply(Models.modelService("before", Models.GOOD));
        user.await("before", ModelServiceAssert::isReady);
        assertThat(STAGE.plane().audit().since(mark))
                .filteredOn(event -> event.isWrite() && other.made(event))
                .isEmpty();
        var before = Instant.now();

        leader.kill9();

        user.watching(other).apply(Models.modelService("after", Models.GOOD));
        user.await("after", ModelServiceAssert::isReady);
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(30));
        assertThat(holder()).isEqualTo(other.name());
    }

    @Test
    void whatAKilledOperatorBeganTheNextOneFinishes() {
        var first = STAGE.alone().start(Options.alone()).awaitReady();
        var user = STAGE.user("killed", first);
        var names = IntStream.range(0, 10).mapToObj(number -> "model-" + number).toList();
        names.forEach(name -> user.apply(Models.modelService(name, Models.GOOD)));
        user.await(() -> assertThat(deployments(user)).isNotEmpty());

        first.kill9();

        var second = STAGE.start(Options.alone()).awaitReady();
        names.forEach(name -> user.watching(second).await(name, ModelServiceAssert::isReady));
        assertThat(deployments(user))
                .hasSize(10)
                .allSatisfy(deployment -> assertThat(deployment.getMetadata().getAnnotations())
                        .containsEntry("deployment.kubernetes.io/revision", "1"));
    }

    @Test
    void anOperatorOfSomeNamespacesLeavesTheOthersAlone() {
        STAGE.alone();
        var inside = STAGE.newcomer("inside");
        var too = STAGE.newcomer("inside");
        var outside = STAGE.newcomer("outside");
        var operator = STAGE.start(Options.alone()
                        .withChartValue("watchNamespaces={%s,%s}".formatted(inside.namespace(), too.namespace())))
                .awaitReady();
        outside.apply(Models.modelService("minilm", Models.GOOD));

        inside.watching(operator).apply(Models.modelService("minilm", Models.GOOD));
        too.watching(operator).apply(Models.modelService("minilm", Models.GOOD));

        inside.await("minilm", ModelServiceAssert::isReady);
        too.await("minilm", ModelServiceAssert::isReady);
        assertThat(outside.modelService("minilm").get().getStatus()).isNull();
        assertThat(deployments(outside)).isEmpty();
    }

    private static List<Deployment> deployments(ClusterUser user) {
        return user.client()
                .apps()
                .deployments()
                .inNamespace(user.namespace())
                .list()
                .getItems();
    }

    private static String holder() {
        return STAGE.plane().admin().leases().inNamespace(Chart.NAMESPACE).list().getItems().stream()
                .map(lease -> lease.getSpec().getHolderIdentity())
                .findFirst()
                .orElse("");
    }
}
