package dev.modelservice.operator.choice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.api.v1alpha1.Reason;
import dev.modelservice.operator.choice.Runtimes.Kind;
import dev.modelservice.operator.choice.Runtimes.State;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a runtime's container becomes for one model, and what is said of one that cannot be read. */
class PlaceholdersTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            {{.Name}}                          | iris
            --model_name={{.Name}}             | --model_name=iris
            {{ .Namespace }}/{{- .Name -}}     | team-a/iris
            {{.Labels.tier}}                   | gold
            {{.Annotations.owner}}             | research
            no braces: {.Name} {{              | no braces: {.Name} {{
            """)
    void isFilledIn(String written, String expected) {
        assertThat(choose("args: ['%s']".formatted(written)))
                .isInstanceOfSatisfying(
                        Choice.Found.class,
                        found -> assertThat(((Serving.Kserve) found.serving())
                                        .container()
                                        .getArgs())
                                .containsExactly(expected));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            {{.Labels.modelClass}}  | ServingRuntime a wants {{.Labels.modelClass}}, which the ModelService does not have; set metadata.labels.modelClass on it
            {{.Annotations.team}}   | ServingRuntime a wants {{.Annotations.team}}, which the ModelService does not have; set metadata.annotations.team on it
            {{.Spec.Replicas}}      | ServingRuntime a has the placeholder {{.Spec.Replicas}}; known are .Name, .Namespace, .Labels.KEY and .Annotations.KEY
            {{ if .Name }}x{{end}}  | ServingRuntime a has the placeholder {{if .Name}}; known are .Name, .Namespace, .Labels.KEY and .Annotations.KEY
            """)
    void anUnknownOneIsNamed(String written, String message) {
        assertThat(choose("env: [{name: X, value: '%s'}]".formatted(written)))
                .isEqualTo(new Choice.None(Reason.RUNTIME_INVALID, message, false));
    }

    @Test
    void aRuntimeWithoutAContainerThatServesIsRefused() {
        var choice = of("{containers: [{name: server, image: x}]}");

        assertThat(choice)
                .isEqualTo(new Choice.None(
                        Reason.RUNTIME_INVALID,
                        "ServingRuntime a has no container named kserve-container, which is the one that serves; give it that name",
                        false));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            ports: eighty                                          | ports
            ports: [{containerPort: 80}, {containerPort: eighty}]  | ports[1].containerPort
            readinessProbe: {httpGet: [ready]}                     | readinessProbe.httpGet
            """)
    void whatNoPodCanHaveIsNamedByItsPlaceAndBreaksNothing(String written, String place) {
        assertThat(choose(written))
                .isEqualTo(new Choice.None(
                        Reason.RUNTIME_INVALID,
                        "ServingRuntime a has a value that no pod can have, at " + place,
                        false));
    }

    @Test
    void whatKservesMlServerReliesOnIsThere() {
        var spec = """
                {protocolVersions: [v2], supportedModelFormats: [{name: sklearn, autoSelect: true}], containers: [
                  {name: kserve-container, env: [{name: MLSERVER_MODEL_IMPLEMENTATION, value: '{{.Labels.modelClass}}'}]}]}
                """;
        var runtimes = new Runtimes(
                Kind.of(State.NOT_INSTALLED),
                new Kind(
                        State.WATCHED, List.of(Shelf.candidate("ClusterServingRuntime", "kserve-mlserver", "", spec))));

        var choice = RuntimeChoice.of(Shelf.model("format: sklearn", null, null), runtimes);

        assertThat(choice).isInstanceOfSatisfying(Choice.Found.class, found -> {
            var kserve = (Serving.Kserve) found.serving();
            assertThat(kserve.container().getEnv().getFirst().getValue()).isEqualTo("mlserver_sklearn.SKLearnModel");
            assertThat(kserve.environment())
                    .containsEntry("MLSERVER_MODEL_NAME", "iris")
                    .containsEntry("MLSERVER_MODEL_URI", "/mnt/models");
        });
    }

    private static Choice choose(String container) {
        return of("{containers: [{name: kserve-container, image: x, %s}]}".formatted(container));
    }

    private static Choice of(String spec) {
        var runtimes = new Runtimes(
                new Kind(State.WATCHED, List.of(Shelf.candidate("ServingRuntime", "a", "", spec))),
                Kind.of(State.NOT_INSTALLED));
        return RuntimeChoice.of(Shelf.model(null, "ref: {kind: ServingRuntime, name: a}", null), runtimes);
    }
}
