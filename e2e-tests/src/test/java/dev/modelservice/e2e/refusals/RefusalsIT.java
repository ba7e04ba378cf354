package dev.modelservice.e2e.refusals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.modelservice.e2e.actors.ClusterUser;
import dev.modelservice.e2e.cluster.Chart;
import dev.modelservice.e2e.cluster.ControlPlane;
import dev.modelservice.e2e.cluster.Manifests;
import dev.modelservice.e2e.cluster.Repository;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Every file under {@code refusals/} meets the real API server. {@code valid-*} is accepted; any other is refused with
 * each text that its comment lines {@code # refused: …} promise: the field, and how to mend it.
 */
class RefusalsIT {
    private static final String PROMISE = "# refused: ";

    @SuppressWarnings("unused") // read by @FieldSource
    private static final List<String> VALID = files(true);

    @SuppressWarnings("unused") // read by @FieldSource
    private static final List<String> INVALID = files(false);

    private static final ControlPlane PLANE = ControlPlane.shared();
    private static final ClusterUser USER = ClusterUser.of(PLANE, "refusals");

    @BeforeAll
    static void installCrds() {
        Chart.installCrds(PLANE.admin());
    }

    @AfterAll
    static void leave() {
        USER.close();
    }

    @ParameterizedTest
    @FieldSource("INVALID")
    void isRefusedWithTheFieldAndTheMend(String file) {
        List<String> promises = promises(file);
        assertThat(promises).as("a line '%s…' in %s", PROMISE, file).isNotEmpty();

        var refusal = catchThrowableOfType(
                KubernetesClientException.class,
                () -> Manifests.read(folder().resolve(file)).forEach(USER::tryCreate));

        assertThat(refusal).as("%s was accepted", file).isNotNull();
        assertThat(refusal.getMessage()).contains(promises);
    }

    @ParameterizedTest
    @FieldSource("VALID")
    void isAccepted(String file) {
        assertThatCode(() -> Manifests.read(folder().resolve(file)).forEach(USER::tryCreate))
                .doesNotThrowAnyException();
    }

    @Test
    void everyRuleOfTheCrdRefusesSomething() throws IOException {
        List<String> promises =
                INVALID.stream().flatMap(file -> promises(file).stream()).toList();
        JsonNode crd = Serialization.unmarshal(
                Files.readString(Repository.chart().resolve("crds/modelservices.yaml")), JsonNode.class);

        List<String> untried = crd.findValues("x-kubernetes-validations").stream()
                .flatMap(rules -> rules.findValuesAsText("message").stream())
                .distinct()
                .filter(message -> promises.stream().noneMatch(message::contains))
                .toList();

        assertThat(untried).as("messages that no file under refusals/ promises").isEmpty();
    }

    private static List<String> promises(String file) {
        try (var lines = Files.lines(folder().resolve(file))) {
            return lines.filter(line -> line.startsWith(PROMISE))
                    .map(line -> line.substring(PROMISE.length()).strip())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    private static List<String> files(boolean valid) {
        try (var files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("valid-") == valid)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("No fixtures", e);
        }
    }

    private static Path folder() {
        return Repository.root().resolve("e2e-tests/src/test/resources/refusals");
    }
}
