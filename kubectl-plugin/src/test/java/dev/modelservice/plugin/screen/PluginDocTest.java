package dev.modelservice.plugin.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The screens in the documentation are those that the golden files have. */
class PluginDocTest {

    private static final Path PAGE = Path.of("../docs/plugin.md");
    private static final Path CASES = Path.of("src/test/resources/screens");

    @ParameterizedTest
    @CsvSource({
        "canary-step-1-of-2, tree",
        "canary-step-1-of-2, list",
        "canary-step-1-of-2, history",
        "canary-step-1-of-2, progress",
        "paused, tree",
        "paused, progress",
        "inconclusive, tree",
        "rolled-back, tree",
        "complete, tree",
        "complete, progress"
    })
    void aScreenInTheDocumentationIsTheOneThatIsShown(String directory, String screen) throws IOException {
        var shown = Files.readString(CASES.resolve(directory).resolve("want-" + screen + ".txt"));

        assertThat(Files.readString(PAGE)).contains(shown);
    }
}
