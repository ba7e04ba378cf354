package dev.modelservice.e2e.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.modelservice.e2e.cluster.Repository;
import dev.modelservice.e2e.container.RuntimeContainer;
import dev.modelservice.e2e.container.RuntimeImage;
import dev.modelservice.e2e.container.Waterfall;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The image of the runtime: small, nobody's, read-only, quick, and alive after a flood of requests in little memory. */
class RuntimeImageE2E {
    private static final long MEGABYTE = 1_000_000;
    /** Refused while the client was still sending. */
    private static final int CUT = -1;

    private static final Path DENSE = Repository.root().resolve("examples/dense");
    private static final Path MINI_LM = Repository.root().resolve("images/target/models/minilm-int8");

    private static RuntimeImage image;

    @BeforeAll
    static void build() {
        image = RuntimeImage.build(Map.of());
    }

    @Test
    void itIsBelow200MegabytesUnpacked() {
        image.layers()
                .forEach(layer -> System.out.printf("%6.1f MB  %s%n", layer.bytes() / (double) MEGABYTE, layer.name()));
        System.out.printf(
                "%6.1f MB  in all, %.1f MB as an archive%n",
                image.bytes() / (double) MEGABYTE, image.archiveBytes() / (double) MEGABYTE);

        assertThat(image.bytes()).isLessThan(200 * MEGABYTE);
    }

    @Test
    void itSaysHowItIsStarted() {
        assertThat(image.setting("{{json .Config.Entrypoint}}"))
                .isEqualTo("[\"java\",\"@/app/java.options\",\"-jar\",\"/app/quarkus-run.jar\"]");
        assertThat(image.setting("{{.Config.User}}")).isEqualTo("65532:65532");
        assertThat(image.setting("{{json .Config.Env}}")).contains("MALLOC_ARENA_MAX=2", "ORT_DISABLE_TELEMETRY=1");
    }

    @Test
    void itStartsAndWritesNothingButBelowTmp() throws IOException {
        Path temporary = RuntimeContainer.temporaryFolder();
        try (var container =
                RuntimeContainer.start(image, MINI_LM, temporary, "--memory=512m", "--cpus=2", Waterfall.JVM_LOG)) {
            Instant ready = container.awaitReady();

            print(Waterfall.of(container, ready));
            assertThat(send(container, "/predict", texts(1, "A cat sleeps.")).statusCode())
                    .isEqualTo(200);
            assertThat(container.changes()).isEmpty();
            assertThat(written(temporary))
                    .as("native libraries lie in the image, and are not unpacked")
                    .allMatch(file -> file.startsWith("hsperfdata_") || file.startsWith("onnxruntime-java"));
            assertThat(container.stop()).isZero();
        }
    }

    @Test
    void itsFlagsFollowTheContainerAndTheUserHasTheLastWord() throws IOException {
        Path temporary = RuntimeContainer.temporaryFolder();
        try (var container = RuntimeContainer.start(image, DENSE, temporary, "--memory=512m")) {
            container.awaitReady();

            assertThat(container.jcmd("VM.flags")).contains("-XX:+ExitOnOutOfMemoryError");
            assertThat(megabytesOfHeap(container)).isBetween(150L, 165L);
            assertThat(container.jcmd("VM.info").contains(" /app/java.aot"))
                    .as("the AOT cache is in use if it is there")
                    .isEqualTo(image.hasAotCache());
        }
        try (var container = RuntimeContainer.start(
                image,
                DENSE,
                temporary,
                "--memory=512m",
                "--env=JAVA_TOOL_OPTIONS=-XX:MaxRAMPercentage=50 -XX:-ExitOnOutOfMemoryError")) {
            container.awaitReady();

            assertThat(container.jcmd("VM.flags")).doesNotContain("-XX:+ExitOnOutOfMemoryError");
            assertThat(megabytesOfHeap(container)).isBetween(255L, 270L);
        }
    }

    /** Each of these alone would take more memory than there is, if it were read and answered by all means. */
    @Test
    void aFloodOfLargeRequestsIsRefusedAndNotTheEnd() throws Exception {
        Path temporary = RuntimeContainer.temporaryFolder();
        try (var container =
                RuntimeContainer.start(image, MINI_LM, temporary, "--memory=512m", "--memory-swap=512m", "--cpus=2")) {
            container.awaitReady();

            var statuses = new TreeSet<Integer>();
            for (String body : List.of(
                    texts(10_000, "a"),
                    texts(1_000, "b"),
                    texts(1_000_000, "c"),
                    texts(2, "word ".repeat(1_000_000)))) {
                statuses.addAll(flood(container, body));
            }

            assertThat(container.isRunning())
                    .as("killed for its memory: %s; log: %s", container.wasKilledForItsMemory(), container.log())
                    .isTrue();
            assertThat(statuses).isSubsetOf(CUT, 200, 400, 413, 429, 503).contains(413, 429);
            assertThat(send(container, "/predict", texts(1, "A cat sleeps.")).statusCode())
                    .isEqualTo(200);
        }
    }

    private static void print(Waterfall waterfall) {
        for (Waterfall.Step step : Waterfall.Step.values()) {
            waterfall.at(step).ifPresent(time -> System.out.printf("%6d ms  %s%n", time.toMillis(), step.meaning()));
        }
    }

    private static long megabytesOfHeap(RuntimeContainer container) {
        String flags = container.jcmd("VM.flags");
        String heap = flags.substring(flags.indexOf("-XX:MaxHeapSize=") + "-XX:MaxHeapSize=".length());
        return Long.parseLong(heap.substring(0, heap.indexOf(' '))) / MEGABYTE;
    }

    private static List<String> written(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static String texts(int count, String text) throws IOException {
        return new ObjectMapper().writeValueAsString(Map.of("x_test", Collections.nCopies(count, text)));
    }

    private static HttpResponse<String> send(RuntimeContainer container, String path, String body) throws IOException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(container.http(path))
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The statuses of many at once. */
    private static Set<Integer> flood(RuntimeContainer container, String body) {
        var request = HttpRequest.newBuilder(container.http("/predict"))
                .version(HttpClient.Version.HTTP_1_1)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var answers = IntStream.range(0, 48)
                    .mapToObj(_ -> client.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                            .handle((answer, failure) -> failure == null ? answer.statusCode() : CUT))
                    .toList();
            return answers.stream().map(answer -> answer.join()).collect(Collectors.toSet());
        }
    }
}
