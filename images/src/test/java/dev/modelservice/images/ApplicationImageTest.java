package dev.modelservice.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplicationImageTest {
    @TempDir
    Path directory;

    private Path base;
    private Path application;

    @BeforeEach
    void writeApplication() throws Exception {
        base = BaseArchive.write(directory.resolve("base.tar"), Map.of("opt/java/bin/java", "java"));
        application = directory.resolve("quarkus-app");
        write("lib/main/library.jar", "library");
        write("app/operator.jar", "operator");
        write("quarkus-run.jar", "run");
    }

    @Test
    void standsOnTheBaseWithLibrariesApartFromTheApplication() throws Exception {
        build("out");

        assertThat(read("out").layers())
                .containsExactly(
                        Map.of("/opt/java/bin/java", "java"),
                        Map.of("/app/lib/main/library.jar", "library"),
                        Map.of("/app/app/operator.jar", "operator", "/app/quarkus-run.jar", "run"));
    }

    @Test
    void hasWhatChangesSeldomBelowWhatChangesOften() throws Exception {
        write("native/code.so", "native");
        write("java.aot", "learnt");
        write("beside/other.so", "beside");
        var image = image(Map.of("/opt/other", directory.resolve("quarkus-app/beside")));

        new Archive(directory.resolve("out"), directory.resolve("out-cache")).write("operator", "a.b/c:d", image);

        assertThat(read("out").layers().stream()
                        .map(layer -> layer.keySet().stream().sorted().toList()))
                .containsExactly(
                        List.of("/opt/java/bin/java"),
                        List.of("/opt/other/other.so"),
                        List.of("/app/native/code.so"),
                        List.of("/app/lib/main/library.jar"),
                        List.of("/app/app/operator.jar", "/app/beside/other.so", "/app/quarkus-run.jar"),
                        List.of("/app/java.aot"));
    }

    @Test
    void runsAsNobodyInParticularWithTheBaseEnvironment() throws Exception {
        build("out");

        var config = read("out").config().get("config");
        assertThat(config.get("Entrypoint"))
                .extracting(word -> word.asText())
                .containsExactly("java", "@/app/java.options", "-jar", "/app/quarkus-run.jar");
        assertThat(config.get("User").asText()).isEqualTo("65532:65532");
        assertThat(config.get("Env"))
                .extracting(word -> word.asText())
                .containsExactly("PATH=/opt/java/bin", "MALLOC_ARENA_MAX=2");
        assertThat(config.get("ExposedPorts").has("8081/tcp")).isTrue();
        assertThat(config.get("Labels").get("org.opencontainers.image.title").asText())
                .isEqualTo("Operator");
    }

    @Test
    void keepsItsTagAndItsBytesWhileNothingChanges() throws Exception {
        String first = build("first");
        String second = build("second");

        assertThat(second).isEqualTo(first).matches("modelservice\\.dev/operator:dev-[0-9a-f]{12}");
        assertThat(archive("second")).hasSameBinaryContentAs(archive("first"));
        assertThat(read("first").reference()).isEqualTo(first);
        assertThat(directory.resolve("first/operator.ref")).hasContent(first);
    }

    @Test
    void getsAnotherTagWhenTheApplicationChangesAndKeepsTheLayersBelow() throws Exception {
        String first = build("first");
        write("app/operator.jar", "another operator");
        String second = build("second");

        assertThat(second).isNotEqualTo(first);
        assertThat(read("second").layerNames().subList(0, 2))
                .isEqualTo(read("first").layerNames().subList(0, 2));
        assertThat(read("second").layerNames().getLast())
                .isNotEqualTo(read("first").layerNames().getLast());
    }

    @Test
    void getsAnotherTagWhenTheBaseChanges() throws Exception {
        String first = build("first");
        base = BaseArchive.write(directory.resolve("patched.tar"), Map.of("opt/java/bin/java", "patched java"));

        assertThat(build("second")).isNotEqualTo(first);
    }

    private String build(String output) throws Exception {
        var archive = new Archive(directory.resolve(output), directory.resolve(output + "-cache"));
        return archive.writeTaggedByDigest("operator", "modelservice.dev/operator", image(Map.of()));
    }

    private ApplicationImage image(Map<String, Path> beside) {
        return new ApplicationImage(
                "Operator", base, application, beside, Map.of("MALLOC_ARENA_MAX", "2"), List.of(8080, 8081));
    }

    private Path archive(String output) {
        return directory.resolve(output).resolve("operator.tar");
    }

    private LoadedArchive read(String output) throws Exception {
        return LoadedArchive.read(archive(output));
    }

    private void write(String name, String content) throws Exception {
        Path file = application.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
