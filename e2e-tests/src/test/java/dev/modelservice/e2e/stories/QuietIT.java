package dev.modelservice.e2e.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.e2e.assertions.ModelServiceAssert;
import dev.modelservice.e2e.cluster.OperatorProcess;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nothing changes, and the operator looks again. It writes nothing: no object, no status, no Event. */
class QuietIT {
    /** Counters of reconciliations, whatever they count them by. */
    private static final Pattern RECONCILIATIONS =
            Pattern.compile("(?m)^(\\w*reconciliations?_\\w*(?:total|count))(?:\\{.*})? ([0-9.E]+)$");

    @RegisterExtension
    static final Stage STAGE = new Stage();

    @Test
    void aTouchedAnnotationIsLookedAtAndNothingIsWritten() {
        var user = STAGE.user("quiet");
        user.apply(Models.modelService("minilm", Models.GOOD, 2));
        user.await("minilm", it -> it.isReady().hasReadyReplicas(2));
        double before = reconciliations(STAGE.operator());
        var mark = STAGE.mark();

        user.modelService("minilm").edit(service -> {
            service.getMetadata().getAnnotations().put("example.org/touched", "yes");
            return service;
        });

        user.await(() -> assertThat(reconciliations(STAGE.operator())).isGreaterThan(before));
        assertThat(STAGE.writesSince(mark, user)).isEmpty();
    }

    @Test
    void aRestartedOperatorWritesNothingAndRestartsNoPod() {
        var first = STAGE.alone().start(OperatorProcess.Options.alone()).awaitReady();
        var user = STAGE.user("quiet", first);
        user.apply(Models.modelService("minilm", Models.GOOD, 2));
        user.apply(Models.modelService("dense", "https://models.example/dense.onnx"));
        user.await("minilm", it -> it.isReady().hasReadyReplicas(2));
        user.await("dense", ModelServiceAssert::isReady);
        var pods = user.podsOf("minilm").stream().map(Pod::getMetadata).toList();
        first.kill9();
        var mark = STAGE.mark();

        var second = STAGE.start(OperatorProcess.Options.alone()).awaitReady();

        user.await(() -> assertThat(reconciliations(second)).isGreaterThanOrEqualTo(2));
        assertThat(STAGE.writesSince(mark, user)).isEmpty();
        assertThat(user.podsOf("minilm")).extracting(Pod::getMetadata).containsExactlyElementsOf(pods);
    }

    /** A ModelService may be counted by several meters; the one that counts most is the count of all. */
    private static double reconciliations(OperatorProcess operator) {
        return RECONCILIATIONS
                .matcher(operator.metrics())
                .results()
                .collect(Collectors.groupingBy(
                        sample -> sample.group(1),
                        Collectors.summingDouble(sample -> Double.parseDouble(sample.group(2)))))
                .values()
                .stream()
                .max(Double::compare)
                .orElse(0.0);
    }
}
