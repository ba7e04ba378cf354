package dev.modelservice.e2e.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.e2e.actors.ClusterUser;
import dev.modelservice.e2e.assertions.ModelServiceAssert;
import dev.modelservice.e2e.cluster.OperatorProcess;
import io.fabric8.kubernetes.api.model.Pod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Nothing changes, and the operator looks again. It writes nothing: no object, no status, no Event. That it has looked
 * by then is known from somebody else, who comes later and is served.
 */
class QuietIT {
    @RegisterExtension
    static final Stage STAGE = new Stage();

    @Test
    void aModelInANamespaceThatHasOthersCostsFiveWrites() {
        var user = STAGE.user("quiet");
        serveModels(user);
        var mark = STAGE.mark();

        user.apply(Models.modelService("third", Models.GOOD));

        user.await("third", ModelServiceAssert::isReady);
        assertThat(STAGE.writesSince(mark, user))
                .filteredOn(write -> !write.startsWith("create events"))
                .hasSizeLessThanOrEqualTo(5)
                .anyMatch(write -> write.startsWith("patch deployments"));
    }

    @Test
    void aTouchedAnnotationMakesNoWrite() {
        var user = STAGE.user("quiet");
        serveModels(user);
        // The last Event of this follows the status that says Ready.
        serveModels(STAGE.user("meanwhile"));
        var mark = STAGE.mark();

        for (int touch = 0; touch < 5; touch++) {
            String value = String.valueOf(touch);
            user.modelService("minilm").edit(service -> {
                service.getMetadata().getAnnotations().put("example.org/touched", value);
                return service;
            });
        }

        serveModels(STAGE.user("later"));
        assertThat(STAGE.writesSince(mark, user)).isEmpty();
    }

    @Test
    void aRestartedOperatorWritesNothingAndRestartsNoPod() {
        var first = STAGE.alone().start(OperatorProcess.Options.alone()).awaitReady();
        var user = STAGE.user("quiet", first);
        serveModels(user);
        var pods = user.podsOf("minilm").stream().map(Pod::getMetadata).toList();
        first.kill9();
        var mark = STAGE.mark();

        var second = STAGE.start(OperatorProcess.Options.alone()).awaitReady();

        serveModels(STAGE.user("later", second));
        assertThat(STAGE.writesSince(mark, user)).isEmpty();
        assertThat(user.podsOf("minilm")).extracting(Pod::getMetadata).containsExactlyElementsOf(pods);
    }

    private static void serveModels(ClusterUser user) {
        user.apply(Models.modelService("minilm", Models.GOOD, 2));
        user.apply(Models.modelService("dense", "https://models.example/dense.onnx"));
        user.await("minilm", it -> it.isReady().hasReadyReplicas(2));
        user.await("dense", ModelServiceAssert::isReady);
    }
}
