package dev.modelservice.e2e.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.modelservice.e2e.cluster.AuditEvent;
import dev.modelservice.e2e.cluster.AuditLog;
import dev.modelservice.e2e.cluster.ControlPlane;
import dev.modelservice.e2e.cluster.Repository;
import dev.modelservice.e2e.plugin.Plugin.Result;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Somebody looks at a rollout and steers it, with the rights that the documentation names. */
class PluginIT {

    private static final ControlPlane PLANE = ControlPlane.startBare("plugin");
    private static final Plugin PLUGIN = Plugin.install(PLANE.folder().resolve("bin"));

    private static final AuditLog.Mark OPENING = PLANE.audit().mark();

    private Desk desk;
    private Path user;

    @BeforeEach
    void openDesk() {
        desk = Desk.open(PLANE);
        user = desk.kubeconfig("user");
    }

    /** The role is enough: nothing was forbidden to the user; and patches of ModelServices are all that was written. */
    @AfterAll
    static void nothingWasForbiddenAndNothingElseWritten() {
        var requests = PLANE.audit().since(OPENING).stream()
                .filter(event -> event.user().endsWith(":user"))
                .toList();
        assertThat(requests)
                .isNotEmpty()
                .filteredOn(event -> !event.permitted())
                .isEmpty();
        assertThat(requests)
                .filteredOn(AuditEvent::isWrite)
                .isNotEmpty()
                .allSatisfy(event ->
                        assertThat(event.verb() + " " + event.resource()).isEqualTo("patch modelservices"));
        PLANE.close();
    }

    @Test
    void getShowsTheTreeOfRevisionsAndPods() {
        assertThat(run("get", "minilm").screen()).isEqualTo(expected("tree"));
    }

    @Test
    void getShowsAllAndTheirSteps() {
        assertThat(run("get").screen()).isEqualTo("""
                NAME STATUS STRATEGY STEP SET ACTUAL READY STABLE CANDIDATE AGE
                minilm ◌ Progressing Canary 1/2 10 10 2/1 minilm-0f3a9c1 minilm-9e41c6a AGE
                """);
    }

    @Test
    void kubectlFindsIt() {
        assertThat(PLUGIN.kubectl(user, "get", "minilm", "-n", desk.namespace()).screen())
                .isEqualTo(expected("tree"));
    }

    @Test
    void jsonHasTheObjectsThatTheScreenWasMadeOf() {
        var document = json(run("get", "minilm", "-o", "json"));

        assertThat(document.at("/modelService/status/rollout/phase").asText()).isEqualTo("Progressing");
        assertThat(document.at("/controllerRevisions/0/metadata/name").asText()).isEqualTo(Desk.CANDIDATE);
        assertThat(document.at("/controllerRevisions/1/data/spec/model/uri").asText())
                .isEqualTo("oci://modelservice.dev/models/minilm:1.0");
        assertThat(document.at("/pods")).hasSize(2);
        assertThat(document.findValue("managedFields")).isNull();
    }

    @Test
    void historyShowsTheRevisions() {
        assertThat(run("history", "minilm").screen()).isEqualTo("""
                NUMBER REVISION ROLE AGE MODEL DIGEST IMAGE
                1 minilm-0f3a9c1 stable AGE oci://modelservice.dev/models/minilm:1.0 - -
                2 minilm-9e41c6a candidate AGE oci://modelservice.dev/models/minilm-int8:1.0 - -
                """);
        assertThat(json(run("history", "minilm", "-o", "json")).at("/controllerRevisions"))
                .hasSize(2);
    }

    @Test
    void diffShowsWhatARevisionChanged() {
        assertThat(run("diff", "minilm", "1", "c6a").out()).isEqualTo("""
                --- minilm-0f3a9c1 (1)
                +++ minilm-9e41c6a (2)
                @@ -1,3 +1,3 @@
                 spec:
                   model:
                -    uri: oci://modelservice.dev/models/minilm:1.0
                +    uri: oci://modelservice.dev/models/minilm-int8:1.0
                """);
    }

    @ParameterizedTest(name = "{0} asks for {1}")
    @CsvSource({
        "promote, promote",
        "promote --full, promote-full",
        "pause, pause",
        "resume, resume",
        "abort, abort",
        "retry, retry",
        "undo, undo",
        "undo --to-revision 1, undo/minilm-0f3a9c1",
        "undo --to-revision 9c1, undo/minilm-0f3a9c1"
    })
    void aVerbIsWrittenAndItsAnswerShown(String typed, String verb) {
        var run = start((typed + " minilm").split(" ", -1));

        var action = desk.answer(true, "So it is.");

        assertThat(action).matches(verb + "@[0-9a-f]{8}");
        assertThat(run.join()).isEqualTo(new Result(0, "So it is.\n", ""));
    }

    @Test
    void aVerbThatIsNotAcceptedEndsWith1() {
        var run = start("resume", "minilm");

        desk.answer(false, "No pause holds it.");

        assertThat(run.join()).isEqualTo(new Result(1, "", "error: No pause holds it.\n"));
    }

    @Test
    void aVerbThatNobodyAnswersEndsWith3() {
        var result = run("abort", "minilm", "--timeout", "1s");

        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err()).startsWith("error: the operator has not answered within 1 s.");
    }

    @Test
    void aVerbNeedNotWait() {
        var result = run("pause", "minilm", "--no-wait");

        assertThat(result).isEqualTo(new Result(0, "Asked for " + desk.asked() + "\n", ""));
    }

    @Test
    void statusWaitsForTheEndAndTellsTheWayThere() {
        var run = PLUGIN.follow(PLANE, user, "status", "minilm", "-n", desk.namespace());
        await(() -> assertThat(run.tail(9)).contains("◌ Progressing, step 1/2, weight 10 set, 10 actual"));
        desk.status(Manuscripts.PAUSED);
        await(() -> assertThat(run.tail(9)).contains("‖ Paused, step 2/2, weight 50 set"));

        desk.status(Manuscripts.COMPLETE);

        await(() -> assertThat(run.isAlive()).isFalse());
        assertThat(run.tail(9)).endsWith("✔ Complete, 2 of 1 ready: Revision minilm-9e41c6a serves.");
    }

    @Test
    void statusTellsAPipelineHowItIs() {
        assertThat(run("status", "minilm", "--watch=false").code()).isEqualTo(3);
        assertThat(run("status", "minilm", "--timeout", "1s").code()).isEqualTo(3);
        desk.status(Manuscripts.PAUSED);
        assertThat(run("status", "minilm", "--watch=false").code()).isEqualTo(2);
        assertThat(run("status", "minilm", "--timeout", "1s").code()).isEqualTo(2);
        desk.status(Manuscripts.ROLLED_BACK);
        assertThat(run("status", "minilm").code()).isEqualTo(1);
        desk.status(Manuscripts.COMPLETE);
        assertThat(run("status", "minilm").code()).isZero();
        assertThat(json(run("status", "minilm", "-o", "json")).at("/state").asText())
                .isEqualTo("Complete");
    }

    @Test
    void aWatchShowsChangesUntilTheModelServiceIsGone() {
        var run = PLUGIN.follow(PLANE, user, "get", "minilm", "-w", "-n", desk.namespace());
        await(() -> assertThat(run.tail(99)).contains("◌ Progressing").contains(Desk.CANDIDATE + "-pod"));

        desk.status(Manuscripts.ROLLED_BACK);

        await(() -> assertThat(run.tail(99)).contains("✖ RolledBack"));
        desk.service().delete();
        await(() -> assertThat(run.isAlive()).isFalse());
        assertThat(run.tail(1))
                .isEqualTo("error: there is no ModelService minilm in the namespace " + desk.namespace());
    }

    @Test
    void whatIsNotThereEndsWith4() {
        assertThat(run("get", "nobody").code()).isEqualTo(4);
        assertThat(run("promote", "nobody").err())
                .isEqualTo("error: there is no ModelService nobody in the namespace %s\n".formatted(desk.namespace()));
        assertThat(run("undo", "minilm", "--to-revision", "8").err())
                .startsWith("error: there is no revision 8; there is");
    }

    @Test
    void versionIsThatOfTheBuild() {
        assertThat(run("version").out()).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\n");
    }

    @Test
    void aStrangerIsToldWhatIsForbidden() {
        var result = PLUGIN.run(desk.kubeconfig("stranger"), "get", "-n", desk.namespace());

        assertThat(result.code()).isEqualTo(4);
        assertThat(result.err()).startsWith("error: ").contains("modelservices.modelservice.dev is forbidden");
    }

    @Test
    void kubectlIsToldNamesAndRevisions() {
        assertThat(PLUGIN.complete(user, "-n", desk.namespace(), "get", "").out())
                .isEqualTo("minilm\n:4\n");
        assertThat(PLUGIN.complete(user, "-n", desk.namespace(), "undo", "minilm", "--to-revision", "")
                        .out())
                .isEqualTo("minilm-9e41c6a\nminilm-0f3a9c1\n:4\n");
    }

    private Result run(String... arguments) {
        return PLUGIN.run(user, inNamespace(arguments));
    }

    private CompletableFuture<Result> start(String... arguments) {
        return PLUGIN.start(user, inNamespace(arguments));
    }

    private String[] inNamespace(String... arguments) {
        var all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "-n";
        all[arguments.length + 1] = desk.namespace();
        return all;
    }

    private String expected(String screen) {
        try {
            return Files.readString(Repository.root().resolve("e2e-tests/src/test/resources/plugin/" + screen + ".txt"))
                    .replace("NAMESPACE", desk.namespace());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(Result result) {
        return Serialization.unmarshal(result.out(), JsonNode.class);
    }

    private static void await(ThrowingRunnable assertion) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(assertion);
    }
}
