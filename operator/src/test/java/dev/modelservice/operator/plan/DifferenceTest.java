package dev.modelservice.operator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.operator.resources.Labels;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DifferenceTest {

    @Test
    void anObjectThatIsNotThereHasToBeSent() {
        assertThat(Difference.between(desired(), null)).isTrue();
    }

    @Test
    void aFieldThatIsNoLongerSentHasToGo() {
        var before = Difference.stamped(with(desired(), d -> container(d).setArgs(List.of("--old"))));
        assertThat(Difference.between(Difference.stamped(desired()), before)).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whatOthersDo")
    void onlyWhatTouchesOurFieldsIsADifference(String what, Consumer<Deployment> edit, boolean different) {
        var desired = Difference.stamped(desired());
        var actual = with(Difference.stamped(desired()), edit);
        assertThat(Difference.between(desired, actual)).isEqualTo(different);
    }

    static Stream<Arguments> whatOthersDo() {
        return Stream.of(
                row("nothing", deployment -> {}, false),
                row("status is reported", deployment -> deployment.setStatus(null), false),
                row(
                        "a label of their own is added",
                        deployment -> labels(deployment).put("theirs", "x"),
                        false),
                row("our label is changed", deployment -> labels(deployment).put("ours", "x"), true),
                row("our label is removed", deployment -> labels(deployment).remove("ours"), true),
                row("replicas are changed", deployment -> deployment.getSpec().setReplicas(5), true),
                row("the image is changed", deployment -> container(deployment).setImage("other"), true),
                row(
                        "a default is filled in",
                        deployment -> container(deployment).setImagePullPolicy("Always"),
                        false),
                row("a variable of their own is added", deployment -> addVariable(deployment, "THEIRS"), false),
                row(
                        "our variable is removed",
                        deployment -> container(deployment).setEnv(List.of()),
                        true),
                row(
                        "an argument is added",
                        deployment -> container(deployment).setArgs(List.of("--ours", "--x")),
                        true),
                row("1000m is written as 1", deployment -> cpu(deployment, "1"), false),
                row("1000m becomes 2", deployment -> cpu(deployment, "2"), true),
                row(
                        "our digest is removed",
                        deployment -> annotations(deployment).remove(Labels.APPLIED),
                        true));
    }

    private static Arguments row(String what, Consumer<Deployment> edit, boolean different) {
        return Arguments.of(what, edit, different);
    }

    private static Deployment desired() {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName("d")
                .addToLabels("ours", "1")
                .endMetadata()
                .withNewSpec()
                .withReplicas(1)
                .withNewTemplate()
                .withNewSpec()
                .addNewContainer()
                .withName("c")
                .withImage("ours")
                .withArgs("--ours")
                .addToEnv(new EnvVarBuilder().withName("OURS").withValue("1").build())
                .withNewResources()
                .addToRequests("cpu", new Quantity("1000m"))
                .endResources()
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    private static Deployment with(Deployment deployment, Consumer<Deployment> edit) {
        var copy = Serialization.clone(deployment);
        edit.accept(copy);
        return copy;
    }

    private static Map<String, String> labels(Deployment deployment) {
        return deployment.getMetadata().getLabels();
    }

    private static Map<String, String> annotations(Deployment deployment) {
        return deployment.getMetadata().getAnnotations();
    }

    private static Container container(Deployment deployment) {
        return deployment.getSpec().getTemplate().getSpec().getContainers().getFirst();
    }

    private static void addVariable(Deployment deployment, String name) {
        container(deployment).getEnv().add(new EnvVarBuilder().withName(name).build());
    }

    private static void cpu(Deployment deployment, String amount) {
        container(deployment).getResources().setRequests(Map.of("cpu", new Quantity(amount)));
    }
}
