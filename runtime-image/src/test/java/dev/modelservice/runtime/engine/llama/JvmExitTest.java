package dev.modelservice.runtime.engine.llama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.runtime.engine.InvalidModelException;
import dev.modelservice.runtime.engine.llama.binding.LlamaLibrary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be seen only from outside of a process. */
final class JvmExitTest {

    private static final int PATIENCE_SECONDS = 60;

    /** @param output of the process, both of its streams */
    private record Ended(int code, String output) {}

    @ParameterizedTest
    @ValueSource(strings = {"close", "return", "exit"})
    void aProcessThatIsWritingATextEndsAtOnceWithoutAWordOfTheLibraries(String how) throws Exception {
        Ended ended = run(Writing.class, how);

        assertThat(ended.output().lines().filter(line -> !line.contains("INFO") && !line.contains("OpenedModel")))
                .containsExactly("writing");
        assertThat(ended.code()).isZero();
    }

    @Test
    void aFolderWithoutALibraryForThisProcessorIsRefused(@TempDir Path folder) throws Exception {
        try (Stream<Path> files = Files.list(Smollm.LIBRARIES)) {
            for (Path file : files.filter(file -> !file.toString().contains("libggml-cpu"))
                    .toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }

        Ended ended = run(Opening.class, folder.toString());

        assertThat(ended.output()).contains("none suits this machine").contains(folder.toString());
        assertThat(ended.code()).isEqualTo(3);
    }

    private static Ended run(Class<?> program, String argument) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.getName(),
                        argument)
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("the process does not end");
        }
        return new Ended(
                process.exitValue(), new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }

    /** Ends in one way or another while a text is being written. */
    static final class Writing {
        public static void main(String[] arguments) throws Exception {
            LlamaGenerator generator = Smollm.open(2, 2);
            Told told = new Told();
            generator.start(Smollm.text("Write a very long story", null), told);
            told.begun();
            System.out.println("writing");
            switch (arguments[0]) {
                case "close" -> generator.close();
                case "exit" -> System.exit(0);
                default -> {}
            }
        }
    }

    /** Opens the libraries of a folder. */
    static final class Opening {
        public static void main(String[] arguments) {
            try {
                LlamaLibrary.open(Path.of(arguments[0]));
            } catch (InvalidModelException e) {
                System.out.println(e.getMessage());
                System.exit(3);
            }
        }
    }
}
