package dev.modelservice.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The program that serves the model: ours, one that KServe's objects describe, or an image of the user's. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "!has(self.image) || self.image.matches('^[!-~]+$')",
        message = "runtime.image: write an image reference without spaces, such as registry.example/server:1.0")
@ValidationRule(
        value = "!has(self.readinessPath) || self.readinessPath.matches('^/[!-~]*$')",
        message = "runtime.readinessPath: begin with '/', and use no spaces")
@ValidationRule(
        value = "!has(self.ref) || !has(self.image)",
        message = "runtime.ref: the runtime that it names brings its image; remove runtime.image or runtime.ref")
@ValidationRule(
        value = "!has(self.command) || has(self.image) || has(self.ref)",
        message =
                "runtime.command: the operator's own runtime knows its command; set runtime.image or runtime.ref too, or remove it")
@ValidationRule(
        value = "!has(self.protocol) || self.protocol in ['v1', 'v2', 'grpc-v2', 'openai']",
        message = "runtime.protocol: use v1, v2, grpc-v2 or openai")
@ValidationRule(
        value = "!has(self.port) || has(self.image) || has(self.ref)",
        message = "runtime.port: the operator's own runtime serves on 8080; set runtime.image too, or remove the port")
@ValidationRule(
        value = "!has(self.port) || !has(self.ref)",
        message = "runtime.port: the runtime that runtime.ref names says its ports itself; remove the port")
@ValidationRule(
        value = "!has(self.readinessPath) || has(self.image) || has(self.ref)",
        message =
                "runtime.readinessPath: the operator's own runtime knows its path; set runtime.image or runtime.ref too, or remove it")
@ValidationRule(
        value = "!has(self.readinessPath) || !has(self.protocol) || self.protocol != 'grpc-v2'",
        message = "runtime.readinessPath: with protocol grpc-v2 the pods are asked over gRPC; remove the path")
public record RuntimeSpec(
        @Size(min = 1, max = 1024)
        @JsonPropertyDescription(
                "Container image of a runtime of your own. It reads the model from /mnt/models, serves on"
                        + " runtime.port and runs without root on a read-only root file system with a writable /tmp."
                        + " Absent, without runtime.ref: the operator's own runtime, or where it does not serve"
                        + " model.format, one of KServe's runtimes that does.")
        @Nullable
        String image,

        @JsonPropertyDescription("A runtime that KServe's ServingRuntime or ClusterServingRuntime describes. When it"
                + " changes, the pods are replaced one by one.")
        @Nullable
        RuntimeRef ref,

        @Size(max = 64)
        @JsonPropertyDescription(
                "Entry point instead of the image's, or instead of the one that runtime.ref's runtime says.")
        List<@Size(max = 4096) String> command,

        @Size(max = 64)
        @JsonPropertyDescription("Arguments for the entry point; for a runtime of KServe's, after its own.")
        List<@Size(max = 4096) String> args,

        @Size(max = 64)
        @JsonPropertyDescription(
                "Environment variables, by name; for a runtime of KServe's beside its own, and instead of those of its own that have the same name.")
        List<EnvVarSpec> env,

        @Size(max = 16)
        @JsonPropertyDescription(
                "Protocol that the runtime is chosen by, and by which a pod is asked whether it is ready: v1"
                        + " (KServe), v2 (Open Inference Protocol), grpc-v2 (the same over gRPC) or openai. Absent: for an"
                        + " image runtime.readinessPath, for a runtime of KServe's the first that it speaks, in this order.")
        @Nullable
        String protocol,

        @Min(1)
        @Max(65535)
        @JsonPropertyDescription(
                "Port on which an image of your own serves. Default 8080; with protocol grpc-v2, 9000.")
        @Nullable
        Integer port,

        @Size(max = 1024)
        @JsonPropertyDescription(
                "Path that answers 200 once the model is loaded, for a runtime that runtime.image or runtime.ref names."
                        + " Default: what its protocol says, or /v2/health/ready where none is named.")
        @Nullable
        String readinessPath) {

    /** The runtime when the user says nothing about it. */
    public static final RuntimeSpec OURS =
            new RuntimeSpec(null, null, List.of(), List.of(), List.of(), null, null, null);

    public RuntimeSpec {
        command = command == null ? List.of() : List.copyOf(command);
        args = args == null ? List.of() : List.copyOf(args);
        env = env == null ? List.of() : List.copyOf(env);
    }
}
