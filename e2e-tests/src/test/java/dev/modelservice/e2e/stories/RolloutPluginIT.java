package dev.modelservice.e2e.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.e2e.actors.ClusterUser;
import dev.modelservice.e2e.actors.FakeGateway;
import dev.modelservice.e2e.assertions.ModelServiceAssert;
import dev.modelservice.e2e.cluster.OperatorProcess;
import dev.modelservice.e2e.cluster.Users;
import dev.modelservice.e2e.plugin.Plugin;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Somebody steers a rollout from a terminal: the plugin as it is installed, and the operator as it is. */
class RolloutPluginIT {
    @RegisterExtension
    static final Stage STAGE = new Stage();

    private static final String PAUSES = "{steps: [{weight: 10, pause: true}, {weight: 50, pause: true}]}";

    private static Path folder = Path.of("");

    @BeforeAll
    static void install() {
        STAGE.alone();
        folder = STAGE.plane().folder();
    }

    @Test
    void everyVerbIsDoneAndTold() {
        try (var gateway = new FakeGateway(STAGE.plane().admin())) {
            gateway.readyAt("10.9.0.1");
            var user = STAGE.user(
                    "terminal",
                    STAGE.start(OperatorProcess.Options.alone().withChartValue("gateway.enabled=true"))
                            .awaitReady());
            var terminal = new Terminal(user, Plugin.install(folder.resolve("rollout-bin")));
            user.apply(model("1.0"));
            user.await("minilm", ModelServiceAssert::isReady);
            var old = user.stableOf("minilm");
            assertThat(terminal.run("status", "minilm").code()).isZero();
            user.apply(model("2.0"));
            user.await(() -> assertThat(terminal.get()).contains("1/2", "10"));

            terminal.does("pause", "minilm");
            terminal.does("resume", "minilm");
            terminal.does("promote", "minilm");
            user.await(() -> assertThat(terminal.get()).contains("2/2", "50"));
            terminal.does("abort", "minilm");
            assertThat(terminal.run("status", "minilm").code())
                    .as("rolled back")
                    .isEqualTo(1);
            assertThat(terminal.get()).contains("RolledBack", "action abort");
            terminal.does("retry", "minilm");
            terminal.does("promote", "minilm", "--full");
            assertThat(terminal.run("status", "minilm").code()).isZero();
            assertThat(user.stableOf("minilm")).isNotEqualTo(old);
            assertThat(terminal.run("history", "minilm").out()).contains(old, user.stableOf("minilm"), "minilm:2.0");
            assertThat(terminal.run("diff", "minilm", "1", "2").out()).contains("minilm:1.0", "minilm:2.0");
            terminal.does("undo", "minilm", "--to-revision", "1");
            user.await(() -> assertThat(user.stableOf("minilm")).isEqualTo(old));
            assertThat(terminal.run("promote", "minilm").code())
                    .as("nothing is on its way")
                    .isEqualTo(1);
        }
    }

    /** Who types. */
    private record Terminal(ClusterUser user, Plugin plugin) {

        Plugin.Result run(String... arguments) {
            var kubeconfig =
                    STAGE.plane().access(Users.ADMIN).writeKubeconfig(folder.resolve(user.namespace() + ".kubeconfig"));
            var all = new String[arguments.length + 2];
            System.arraycopy(arguments, 0, all, 0, arguments.length);
            all[arguments.length] = "--namespace";
            all[arguments.length + 1] = user.namespace();
            return plugin.run(kubeconfig, all);
        }

        void does(String... arguments) {
            var result = run(arguments);
            assertThat(result.code())
                    .as("%s: %s%s", String.join(" ", arguments), result.out(), result.err())
                    .isZero();
        }

        String get() {
            return run("get", "minilm").out();
        }
    }

    private static String model(String tag) {
        return Models.modelService("minilm", "oci://registry.example/models/minilm:" + tag) + "  rollout: " + PAUSES
                + "\n";
    }
}
