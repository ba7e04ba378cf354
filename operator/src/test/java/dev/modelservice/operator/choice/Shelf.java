package dev.modelservice.operator.choice;

import dev.modelservice.api.kserve.ClusterServingRuntime;
import dev.modelservice.api.kserve.ServingRuntime;
import dev.modelservice.api.kserve.ServingRuntimeSpec;
import dev.modelservice.api.kserve.SupportedModelFormat;
import dev.modelservice.api.v1alpha1.ModelService;
import dev.modelservice.api.v1alpha1.RuntimeStatus;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a cluster offers, in one line: {@code a(sklearn/1*2 v1 v2) b(xgboost* disabled)}. A format may have a version, and a
 * star where it is for automatic choice, with the priority after it. Each was made a day after the one to its left.
 */
final class Shelf {

    private static final Pattern RUNTIME = Pattern.compile("([a-z-]+)\\(([^)]*)\\)");
    private static final Pattern FORMAT = Pattern.compile("([a-z]+)(?:/([0-9.]+))?([*])?([0-9]+)?");

    private Shelf() {}

    static Runtimes of(@Nullable String ofNamespace, @Nullable String ofCluster) {
        return new Runtimes(kind(ServingRuntime.KIND, ofNamespace), kind(ClusterServingRuntime.KIND, ofCluster));
    }

    /** A runtime with this spec. */
    static Candidate candidate(String kind, String name, String created, String spec) {
        return new Candidate(
                new RuntimeStatus(kind, name),
                created,
                Map.of(),
                // Without the first line a brace would be taken for the beginning of JSON.
                Serialization.unmarshal("---\n" + spec, ServingRuntimeSpec.class));
    }

    /** The model {@code iris} with this spec, beside its address. */
    static ModelService model(@Nullable String model, @Nullable String runtime, @Nullable String status) {
        return Serialization.unmarshal(
                """
                apiVersion: modelservice.dev/v1alpha1
                kind: ModelService
                metadata: {name: iris, namespace: team-a, labels: {tier: gold}, annotations: {owner: research}}
                spec:
                  model: {uri: "pvc://models/iris", %s}
                  runtime: {%s}
                status: {runtime: %s}
                """.formatted(
                        model == null ? "" : model, runtime == null ? "" : runtime, status == null ? "null" : status),
                ModelService.class);
    }

    private static Runtimes.Kind kind(String kind, @Nullable String line) {
        if ("not installed".equals(line)) {
            return Runtimes.Kind.of(Runtimes.State.NOT_INSTALLED);
        }
        if ("out of reach".equals(line)) {
            return Runtimes.Kind.of(Runtimes.State.OUT_OF_REACH);
        }
        var candidates = new ArrayList<Candidate>();
        var runtimes = RUNTIME.matcher(line == null ? "" : line);
        while (runtimes.find()) {
            candidates.add(new Candidate(
                    new RuntimeStatus(kind, runtimes.group(1)),
                    "2026-01-%02dT00:00:00Z".formatted(candidates.size() + 1),
                    Map.of(),
                    spec(Arrays.asList(runtimes.group(2).split(" ", -1)))));
        }
        return new Runtimes.Kind(Runtimes.State.WATCHED, candidates);
    }

    private static ServingRuntimeSpec spec(List<String> words) {
        return new ServingRuntimeSpec(
                words.stream().filter(Shelf::isFormat).map(Shelf::format).toList(),
                words.contains("multiModel"),
                words.contains("disabled"),
                words.stream().filter(Shelf::isProtocol).toList(),
                words.contains("multiNode") ? Map.of("containers", List.of()) : null,
                List.of(Map.of("name", "kserve-container", "image", "server:1")),
                List.of(),
                Map.of(),
                null,
                List.of(),
                Map.of(),
                Map.of(),
                List.of(),
                null,
                null,
                List.of());
    }

    private static boolean isProtocol(String word) {
        return Protocol.of(word).isPresent();
    }

    private static boolean isFormat(String word) {
        return !isProtocol(word)
                && !List.of("multiModel", "disabled", "multiNode").contains(word);
    }

    private static SupportedModelFormat format(String word) {
        var parts = FORMAT.matcher(word);
        if (!parts.matches()) {
            throw new IllegalArgumentException(word);
        }
        return new SupportedModelFormat(
                parts.group(1),
                parts.group(2),
                parts.group(3) != null,
                parts.group(4) == null ? null : Integer.valueOf(parts.group(4)));
    }
}
