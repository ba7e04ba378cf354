package dev.modelservice.operator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.modelservice.api.v1alpha1.ModelService;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * One directory, one case. {@code given.yaml} has a ModelService and, where the case is not about the first sight of it,
 * the status of its Deployment (everything is then in place as desired) and its pods; where KServe's runtimes matter, the
 * kinds that the cluster has, and their objects; where the gateway matters, {@code Settings}, the EndpointSlices of its
 * Service, and the status of a route. What stands after a document {@code kind: Then} comes later, when all before it has been put in
 * place and reported. {@code want-plan.yaml} is what the plan says, {@code
 * want-KIND.yaml} each object that it applies.
 */
class PlanGoldenTest {

    private static final Path CASES = Path.of("src/test/resources/plan");

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.NON_EMPTY))
            .build();

    @TestFactory
    Stream<DynamicTest> planIsAsWritten() throws IOException {
        try (var directories = Files.list(CASES)) {
            return directories.sorted().toList().stream()
                    .map(directory ->
                            DynamicTest.dynamicTest(directory.getFileName().toString(), () -> check(directory)));
        }
    }

    private static void check(Path directory) throws IOException {
        var files = render(given(directory));
        if (Boolean.getBoolean("golden.update")) {
            update(directory, files);
        }
        assertThat(wanted(directory))
                .as("If the change is meant: make golden, then read the git diff of %s", directory)
                .isEqualTo(files);
    }

    private static World given(Path directory) throws IOException {
        var documents = Arrays.stream(
                        Files.readString(directory.resolve("given.yaml")).split("\n---\n", -1))
                .map(Given::parse)
                .toList();
        var world = new World(only(documents.stream(), ModelService.class));
        var rest = documents;
        for (var then = rest.indexOf(Given.THEN); then >= 0; then = rest.indexOf(Given.THEN)) {
            take(world, rest.subList(0, then));
            world.converge();
            rest = rest.subList(then + 1, rest.size());
            all(rest.subList(0, end(rest)), ModelService.class).forEach(world::edit);
        }
        take(world, rest);
        return world;
    }

    private static int end(List<?> documents) {
        var then = documents.indexOf(Given.THEN);
        return then < 0 ? documents.size() : then;
    }

    private static void take(World world, List<?> documents) {
        arrange(world, documents);
        all(documents, Deployment.class).forEach(deployment -> {
            world.converge();
            world.status(deployment.getStatus());
        });
        all(documents, HTTPRoute.class).forEach(world::answer);
        all(documents, GRPCRoute.class).forEach(world::answer);
        all(documents, Pod.class).forEach(world::add);
    }

    private static void arrange(World world, List<?> documents) {
        world.runtimes(Given.runtimes(documents));
        world.gateway(all(documents, EndpointSlice.class).toList());
        all(documents, Given.Setup.class).forEach(setup -> {
            world.settings(setup.settings());
            world.routeKinds(setup.routeKinds());
        });
    }

    private static <T> Stream<T> all(List<?> documents, Class<T> type) {
        return documents.stream().filter(type::isInstance).map(type::cast);
    }

    private static <T> T only(Stream<?> documents, Class<T> type) {
        return documents.filter(type::isInstance).map(type::cast).findFirst().orElseThrow();
    }

    private static Map<String, String> render(World world) throws IOException {
        var plan = world.plan(World.NOW);
        var readable = world.readable(plan);
        var files = new TreeMap<String, String>();
        for (var change : plan.apply()) {
            files.put(
                    "want-" + readable.apply(change.desired()).replace(' ', '-') + ".yaml",
                    YAML.writeValueAsString(change.desired()));
        }
        var rest = new LinkedHashMap<String, Object>();
        rest.put(
                "apply",
                plan.apply().stream()
                        .map(change -> readable.apply(change.desired()) + (change.exists() ? "" : " (new)"))
                        .toList());
        rest.put("delete", plan.delete().stream().map(readable).toList());
        rest.put("notices", plan.notices());
        rest.put("wakeAfter", String.valueOf(plan.wakeAfter()));
        rest.put("status", plan.status() == null ? "as it is" : plan.status());
        files.put("want-plan.yaml", YAML.writeValueAsString(rest));
        return files;
    }

    private static Map<String, String> wanted(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            var wanted = new TreeMap<String, String>();
            files.filter(PlanGoldenTest::isWanted)
                    .forEach(file -> wanted.put(file.getFileName().toString(), read(file)));
            return wanted;
        }
    }

    private static void update(Path directory, Map<String, String> files) throws IOException {
        try (var existing = Files.list(directory)) {
            for (var file : existing.filter(PlanGoldenTest::isWanted).toList()) {
                Files.delete(file);
            }
        }
        for (var file : files.entrySet()) {
            Files.writeString(directory.resolve(file.getKey()), file.getValue());
        }
    }

    private static boolean isWanted(Path file) {
        return file.getFileName().toString().startsWith("want-");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
