package dev.modelservice.plugin.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.plugin.screen.Ink;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the program does before it talks to a cluster. */
class ProgramTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "get --no-such-option",
                "status",
                "diff minilm 1",
                "status minilm --timeout soon",
                "fly",
                "get -o xml"
            })
    void whatItDoesNotUnderstandEndsWith4(String line) {
        assertThat(run(line)).isEqualTo(4);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("error: ").contains("--help");
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void aKubeconfigThatIsNotThereIsNamed() {
        assertThat(run("get --kubeconfig /no/such/file")).isEqualTo(4);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("error: the file /no/such/file cannot be read\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "get --help", "status -h", "undo --help"})
    void helpIsNoError(String line) {
        assertThat(run(line)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("Usage: kubectl modelservice");
    }

    @Test
    void statusDocumentsItsExitCodes() {
        run("status --help");

        assertThat(out.toString(StandardCharsets.UTF_8)).contains("Exit codes:").contains("1   It was rolled back");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh"})
    void completionIsAScriptThatKnowsTheCommands(String shell) {
        assertThat(run("completion " + shell)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("kubectl-modelservice")
                .contains("promote")
                .contains("--to-revision");
    }

    @Test
    void kubectlIsToldTheCommandsThatBeginSo() {
        assertThat(run("__complete p")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("promote\npause\n:4\n");
    }

    @Test
    void kubectlIsToldTheOptionsOfACommand() {
        assertThat(run("__complete undo minilm --to")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("--to-revision\n:4\n");
    }

    private int run(String line) {
        var console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                Ink.PLAIN,
                Clock.systemUTC());
        return Program.run(console, line.split(" ", -1));
    }
}
