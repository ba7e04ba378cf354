package dev.modelservice.e2e.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image of the runtime: small, nobody's, read-only, and alive after a flood of requests in little memory. */
class RuntimeImageE2E {
    private static final long MEGABYTE = 1_000_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Path DENSE = Repository.root().resolve("examples/dense");
    private static final Path MINI_LM = Repository.root().resolve("images/target/models/minilm-int8");
    private static final Path LARGE_MINI_LM = Repository.root().resolve("images/target/models/minilm");

    private static final int AT_ONCE = 48;
    /** Refused while the client was still sending. */
    private static final int CUT = -1;

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

    /** Its {@code /tmp} is too small for a native library, so none can have been unpacked. */
    @Test
    void itServesTheRecordedAnswersAsNobodyOnAReadOnlyRoot() throws IOException {
        try (var container =
                RuntimeContainer.start(image, DENSE, with(Waterfall.TOLD, RuntimeContainer.READ_ONLY, "--cpus=2"))) {
            print(Waterfall.of(container, container.awaitReady()));

            assertThat(status(container))
                    .containsEntry("Uid", "65532\t65532\t65532\t65532")
                    .containsEntry("CapPrm", "0000000000000000")
                    .containsEntry("CapEff", "0000000000000000")
                    .containsEntry("NoNewPrivs", "1");
            answersAsRecorded(container);
            assertThat(container.stop()).isZero();
        }
    }

    @Test
    void itWritesNothingButBelowTmpWhereItCould() throws IOException {
        try (var container = RuntimeContainer.start(image, MINI_LM)) {
            container.awaitReady();

            assertThat(send(container, texts(1, "A cat sleeps.")).statusCode()).isEqualTo(200);
            // Not of the process: the mounts of the container itself.
            assertThat(container.changes()).allMatch(change -> change.matches("[AC] (/mnt|/mnt/models|/tmp)"));
        }
    }

    @Test
    void itsFlagsFollowTheContainerAndTheUserHasTheLastWord() {
        try (var container = RuntimeContainer.start(image, DENSE, RuntimeContainer.READ_ONLY, "--memory=512m")) {
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
                RuntimeContainer.READ_ONLY,
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
        try (var container = RuntimeContainer.start(
                image, MINI_LM, RuntimeContainer.READ_ONLY, "--memory=512m", "--memory-swap=512m", "--cpus=2")) {
            container.awaitReady();
            String before = send(container, texts(1, "A cat sleeps.")).body();

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
            assertThat(container.wasKilledForItsMemory()).isFalse();
            assertThat(statuses).isSubsetOf(CUT, 200, 400, 413, 429, 503).contains(413, 429);
            assertThat(send(container, texts(1, "A cat sleeps.")).body()).isEqualTo(before);
        }
    }

    @Test
    void aModelThatCannotFitSaysSoAndIsNotKilled(@TempDir Path folder) throws IOException {
        Path said = Files.createFile(folder.resolve("termination-log"));
        Files.setPosixFilePermissions(said, PosixFilePermissions.fromString("rw-rw-rw-"));
        try (var container = RuntimeContainer.start(
                image,
                LARGE_MINI_LM,
                RuntimeContainer.READ_ONLY,
                "--memory=192m",
                "--memory-swap=192m",
                "--volume=" + said + ":/dev/termination-log")) {

            assertThat(container.awaitEnd()).as(container.log()).isEqualTo(1);
            assertThat(container.wasKilledForItsMemory()).isFalse();
            assertThat(Files.readString(said))
                    .contains(
                            "ModelInvalid",
                            "does not fit",
                            "this container may use 192 MiB",
                            "resources.limits.memory");
        }
    }

    private static void answersAsRecorded(RuntimeContainer container) throws IOException {
        JsonNode recorded = JSON.readTree(DENSE.resolve("answers.json").toFile());
        HttpResponse<String> answer =
                send(container, JSON.writeValueAsString(Map.of("x_test", recorded.path("inputs"))));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode answers = JSON.readTree(answer.body()).path("predictions");
        JsonNode expected = recorded.path("probability");
        assertThat(answers.size()).isEqualTo(expected.size()).isPositive();
        for (int i = 0; i < expected.size(); i++) {
            assertThat(answers.path(i).path(0).asDouble())
                    .isCloseTo(expected.path(i).path(0).asDouble(), within(1e-5));
        }
    }

    /** What the kernel says of its process. */
    private static Map<String, String> status(RuntimeContainer container) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(container.process()), "status")).stream()
                .map(line -> line.split(":\\s*", 2))
                .collect(Collectors.toMap(line -> line[0], line -> line[1]));
    }

    private static String[] with(List<String> options, String... more) {
        return Stream.concat(options.stream(), Arrays.stream(more)).toArray(String[]::new);
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

    private static String texts(int count, String text) throws IOException {
        return JSON.writeValueAsString(Map.of("x_test", Collections.nCopies(count, text)));
    }

    private static HttpRequest request(RuntimeContainer container, String body) {
        return HttpRequest.newBuilder(container.http("/predict"))
                .version(HttpClient.Version.HTTP_1_1)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static HttpResponse<String> send(RuntimeContainer container, String body) throws IOException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request(container, body), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The statuses of many at once. */
    private static Set<Integer> flood(RuntimeContainer container, String body) {
        var request = request(container, body);
        try (var client = HttpClient.newHttpClient()) {
            var answers = IntStream.range(0, AT_ONCE)
                    .mapToObj(_ -> client.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                            .handle((answer, failure) -> failure == null ? answer.statusCode() : CUT))
                    .toList();
            return answers.stream().map(answer -> answer.join()).collect(Collectors.toSet());
        }
    }
}
