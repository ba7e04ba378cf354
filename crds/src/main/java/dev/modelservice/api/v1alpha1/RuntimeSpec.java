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

/** The program that serves the model: ours, or an image of the user's that finds the files under /mnt/models. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "!has(self.image) || self.image.matches('^[!-~]+$')",
        message = "runtime.image: write an image reference without spaces, such as registry.example/server:1.0")
@ValidationRule(
        value = "!has(self.readinessPath) || self.readinessPath.matches('^/[!-~]*$')",
        message = "runtime.readinessPath: begin with '/', and use no spaces")
@ValidationRule(
        value = "!has(self.port) || has(self.image)",
        message = "runtime.port: the operator's own runtime serves on 8080; set runtime.image too, or remove the port")
@ValidationRule(
        value = "!has(self.readinessPath) || has(self.image)",
        message =
                "runtime.readinessPath: the operator's own runtime knows its path; set runtime.image too, or remove it")
public record RuntimeSpec(
        @Size(min = 1, max = 1024)
        @JsonPropertyDescription(
                "Container image of a runtime of your own. It reads the model from /mnt/models, serves HTTP on"
                        + " runtime.port and runs without root on a read-only root file system with a writable /tmp."
                        + " Absent: the operator's own runtime.")
        @Nullable
        String image,

        @Size(max = 64) @JsonPropertyDescription("Arguments for the image's entry point.")
        List<@Size(max = 4096) String> args,

        @Size(max = 64) @JsonPropertyDescription("Environment variables, by name.")
        List<EnvVarSpec> env,

        @Min(1)
        @Max(65535)
        @JsonPropertyDescription("Port on which an image of your own serves HTTP. Default 8080.")
        @Nullable
        Integer port,

        @Size(max = 1024)
        @JsonPropertyDescription(
                "Path on runtime.port that answers 200 once the model is loaded. Default /v2/health/ready.")
        @Nullable
        String readinessPath) {

    /** The runtime when the user says nothing about it. */
    public static final RuntimeSpec OURS = new RuntimeSpec(null, List.of(), List.of(), null, null);

    public RuntimeSpec {
        args = args == null ? List.of() : List.copyOf(args);
        env = env == null ? List.of() : List.copyOf(env);
    }
}
