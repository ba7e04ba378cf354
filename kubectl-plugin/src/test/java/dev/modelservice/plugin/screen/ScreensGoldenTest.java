package dev.modelservice.plugin.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.plugin.view.Overview;
import dev.modelservice.plugin.view.Snapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** One directory, one case: {@code given.yaml} has a cluster's objects, and each {@code want-SCREEN.txt} how they are shown. */
class ScreensGoldenTest {

    private static final Path CASES = Path.of("src/test/resources/screens");
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TestFactory
    Stream<DynamicTest> screensAreAsWritten() throws IOException {
        try (var directories = Files.list(CASES)) {
            return directories.sorted().toList().stream()
                    .map(directory ->
                            DynamicTest.dynamicTest(directory.getFileName().toString(), () -> check(directory)));
        }
    }

    private static void check(Path directory) throws IOException {
        var screens = screens(Given.read(directory.resolve("given.yaml")));
        if (Boolean.getBoolean("golden.update")) {
            for (var screen : screens.entrySet()) {
                Files.writeString(directory.resolve(screen.getKey()), screen.getValue());
            }
        }
        assertThat(screens)
                .as("If the change is meant: make golden, then read the git diff of %s", directory)
                .isEqualTo(wanted(directory));
    }

    private static Map<String, String> screens(Snapshot snapshot) {
        var services = List.of(snapshot.service());
        return new TreeMap<>(Map.of(
                "want-tree.txt", TreeScreen.of(snapshot, Ink.PLAIN, NOW),
                "want-tree-coloured.txt", TreeScreen.of(snapshot, Ink.COLOURED, NOW),
                "want-list.txt", ListScreen.of(services, Ink.PLAIN, NOW),
                "want-history.txt", HistoryScreen.of(snapshot, Ink.PLAIN, NOW),
                "want-progress.txt", ProgressLine.of(Overview.of(snapshot.service()), Ink.PLAIN)));
    }

    private static Map<String, String> wanted(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            var wanted = new TreeMap<String, String>();
            files.filter(file -> file.getFileName().toString().startsWith("want-"))
                    .forEach(file -> wanted.put(file.getFileName().toString(), read(file)));
            return wanted;
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
