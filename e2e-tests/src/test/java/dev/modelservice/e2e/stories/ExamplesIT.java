package dev.modelservice.e2e.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.e2e.cluster.Chart;
import dev.modelservice.e2e.cluster.Manifests;
import dev.modelservice.e2e.cluster.Repository;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that a reader may copy is taken by the API server as it stands, with no unknown field. */
class ExamplesIT {
    @RegisterExtension
    static final Stage STAGE = new Stage();

    private static final Pattern YAML_BLOCK = Pattern.compile("(?ms)^```yaml\\n(.*?)^```$");

    @BeforeAll
    static void someShowRuntimesOfKserves() {
        Chart.installRuntimeKinds(STAGE.plane().admin());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anExampleIsTaken(Path file) {
        var user = STAGE.newcomer("example");
        user.apply(file);
        assertThat(Manifests.read(file))
                .extracting(GenericKubernetesResource::getKind)
                .contains("ModelService");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyManifestOnAPageIsTaken(Path page) throws IOException {
        var user = STAGE.newcomer("page");
        blocks(page).forEach(user::apply);
    }

    @Test
    void theReadmeShowsManifests() throws IOException {
        assertThat(blocks(Repository.root().resolve("README.md"))).isNotEmpty();
    }

    static List<Path> examples() throws IOException {
        return in(Repository.root().resolve("examples"), ".yaml");
    }

    static List<Path> pages() throws IOException {
        return Stream.concat(
                        Stream.of(Repository.root().resolve("README.md")),
                        in(Repository.root().resolve("docs"), ".md").stream())
                .toList();
    }

    private static List<Path> in(Path folder, String ending) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> blocks(Path page) throws IOException {
        return YAML_BLOCK
                .matcher(Files.readString(page))
                .results()
                .map(ExamplesIT::content)
                .toList();
    }

    private static String content(MatchResult block) {
        return block.group(1);
    }
}
