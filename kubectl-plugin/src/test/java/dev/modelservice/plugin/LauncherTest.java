package dev.modelservice.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher, with Javas that only say how they were started. */
class LauncherTest {

    @TempDir
    Path folder;

    private Path home;

    @BeforeEach
    void install() throws IOException {
        home = Files.createDirectories(folder.resolve("home"));
        Files.copy(Path.of("kubectl-modelservice"), home.resolve("kubectl-modelservice"));
        Files.writeString(home.resolve("java.aot"), "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"25", "25.0.3", "26-ea", "100"})
    void takesTheJavaOfJavaHome(String version) throws Exception {
        var java = java("own", version);

        assertThat(run("kubectl-modelservice", Map.of("JAVA_HOME", java.toString()), "get", "-w"))
                .startsWith("own", "-XX:AOTCache=" + home + "/java.aot", "@" + home + "/java.options")
                .endsWith("dev.modelservice.plugin.Plugin", "get", "-w");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.8.0_402", "17.0.9", "24.0.2"})
    void passesOverOneThatIsTooOld(String version) throws Exception {
        var old = java("own", version);
        Files.writeString(home.resolve("java-home"), java("trained", "25.0.1") + "\n");

        assertThat(run("kubectl-modelservice", Map.of("JAVA_HOME", old.toString())))
                .startsWith("trained");
    }

    @Test
    void isFoundThroughLinks() throws Exception {
        var bin = Files.createDirectories(folder.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("second"), Path.of("../home/kubectl-modelservice"));
        Files.createSymbolicLink(bin.resolve("kubectl-modelservice"), Path.of("second"));
        var java = java("own", "25");

        assertThat(run("../bin/kubectl-modelservice", Map.of("JAVA_HOME", java.toString())))
                .startsWith("own")
                .anyMatch(argument -> Path.of(argument).normalize().equals(home.resolve("lib/*")));
    }

    @Test
    void asksForCompletionsByItsOtherName() throws Exception {
        Files.createSymbolicLink(home.resolve("kubectl_complete-modelservice"), Path.of("kubectl-modelservice"));
        var java = java("own", "25");

        assertThat(run("kubectl_complete-modelservice", Map.of("JAVA_HOME", java.toString()), "get", ""))
                .endsWith("dev.modelservice.plugin.Plugin", "__complete", "get", "");
    }

    @Test
    void leavesTheCacheOutWhereItIsToldTo() throws Exception {
        var java = java("own", "25");

        assertThat(run("kubectl-modelservice", Map.of("JAVA_HOME", java.toString(), "MODELSERVICE_AOT", "off")))
                .startsWith("own", "@" + home + "/java.options");
    }

    /** One that prints its name and its arguments, a line for each. */
    private Path java(String name, String version) throws IOException {
        var java = folder.resolve(name);
        var program = Files.createDirectories(java.resolve("bin")).resolve("java");
        Files.writeString(java.resolve("release"), "IMPLEMENTOR=\"Somebody\"\nJAVA_VERSION=\"" + version + "\"\n");
        Files.writeString(program, "#!/bin/sh\nprintf '%s\\n' " + name + " \"$@\"\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return java;
    }

    private List<String> run(String program, Map<String, String> environment, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(home.resolve(program).toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().putAll(environment);
        var process = builder.start();
        var lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(lines).isZero();
        return lines.lines().toList();
    }
}
