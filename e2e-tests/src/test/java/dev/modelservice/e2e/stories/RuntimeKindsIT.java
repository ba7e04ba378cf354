package dev.modelservice.e2e.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.api.kserve.ClusterServingRuntime;
import dev.modelservice.api.v1alpha1.ConditionType;
import dev.modelservice.api.v1alpha1.Reason;
import dev.modelservice.e2e.assertions.ModelServiceAssert;
import dev.modelservice.e2e.cluster.Chart;
import dev.modelservice.e2e.cluster.OperatorProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The cluster has KServe's kinds, has them not, or has them later; the operator works in each case, and says what it lacks. */
class RuntimeKindsIT {
    @RegisterExtension
    static final Stage STAGE = new Stage();

    @BeforeAll
    static void noOtherOperator() {
        STAGE.alone();
    }

    @AfterAll
    static void leave() {
        Chart.installRuntimeKinds(STAGE.plane().admin());
        STAGE.plane().admin().resources(ClusterServingRuntime.class).delete();
    }

    @Test
    void kindsThatComeLaterAreNoticedAndThoseThatGoAgainBreakNothing() {
        var admin = STAGE.plane().admin();
        Chart.removeRuntimeKinds(admin);
        var operator = STAGE.start(OperatorProcess.Options.alone()).awaitReady();
        var user = STAGE.user("kinds", operator);

        user.apply(RuntimesIT.named("named", "ClusterServingRuntime", "sklearn-server"));
        user.apply(RuntimesIT.ofFormat("chosen", "sklearn"));
        user.apply(Models.modelService("ours", Models.GOOD));

        user.await("ours", ModelServiceAssert::isReady);
        user.await(
                "named",
                it -> it.isNotReady(Reason.RUNTIME_KIND_MISSING)
                        .says(ConditionType.STALLED, true)
                        .explains("no kind ClusterServingRuntime", "kserveRuntimes.installCRDs=true"));
        user.await("chosen", it -> it.isNotReady(Reason.RUNTIME_KIND_MISSING).explains("sklearn"));

        Chart.installRuntimeKinds(admin);
        user.await("named", it -> it.isNotReady(Reason.RUNTIME_NOT_FOUND));
        user.apply(RuntimesIT.runtime("ClusterServingRuntime", "sklearn-server", "sklearn", "server:1"));
        user.await("named", ModelServiceAssert::isReady);
        user.await("chosen", ModelServiceAssert::isReady);

        Chart.removeRuntimeKinds(admin);
        user.await("named", it -> it.says(ConditionType.READY, true).says(ConditionType.STALLED, true));
        Chart.installRuntimeKinds(admin);
        user.apply(RuntimesIT.runtime("ClusterServingRuntime", "sklearn-server", "sklearn", "server:2"));
        user.await("named", it -> it.isReady().says(ConditionType.STALLED, false));
        assertThat(operator.isAlive()).isTrue();
    }

    @Test
    void anOperatorOfOneNamespaceReadsTheRuntimesOfThatNamespace() {
        Chart.installRuntimeKinds(STAGE.plane().admin());
        var user = STAGE.newcomer("one-namespace");
        var operator = STAGE.start(OperatorProcess.Options.alone()
                        .withChartValue("watchNamespaces={%s}".formatted(user.namespace())))
                .awaitReady();
        user.watching(operator);
        user.apply(RuntimesIT.runtime("ServingRuntime", "sklearn-server", "sklearn", "server:1"));
        user.apply(RuntimesIT.runtime("ClusterServingRuntime", "xgboost-server", "xgboost", "server:1"));

        user.apply(RuntimesIT.ofFormat("chosen", "sklearn"));
        user.apply(RuntimesIT.named("named", "ClusterServingRuntime", "xgboost-server"));
        user.apply(RuntimesIT.ofFormat("missed", "xgboost"));

        user.await("chosen", ModelServiceAssert::isReady);
        user.await(
                "named",
                it -> it.isNotReady(Reason.RUNTIME_KIND_MISSING)
                        .explains("watches single namespaces", "make a ServingRuntime in this namespace"));
        user.await("missed", it -> it.isNotReady(Reason.RUNTIME_NOT_FOUND).explains("format xgboost"));
    }
}
