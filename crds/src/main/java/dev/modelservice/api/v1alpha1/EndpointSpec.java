package dev.modelservice.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SelectableField;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Quantity;
import org.jspecify.annotations.Nullable;

/** How requests come in, and how many of them. A change takes effect at the gateway, and touches no pod. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "!has(self.hostname) || self.hostname.matches('^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?"
                + "([.][a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)+$')",
        message = "endpoint.hostname: write a full host name such as minilm.example.com, in lower case,"
                + " without scheme, port and '*'")
@ValidationRule(
        value = "!has(self.maxRequestBytes) || quantity(string(self.maxRequestBytes)).isGreaterThan(quantity('0'))",
        message = "endpoint.maxRequestBytes: write a size above zero such as 64Mi")
public record EndpointSpec(
        @SelectableField
        @Size(min = 1, max = 253)
        @JsonPropertyDescription(
                "Another public host name at which the model answers, beside the one in status.url. It has to lead to the"
                        + " gateway: set up its DNS entry. Of two ModelServices with the same one, the older has it.")
        @Nullable
        String hostname,

        @JsonPropertyDescription(
                "A Gateway of yours (Gateway API) through which the model answers too: the operator makes an HTTPRoute,"
                        + " and for a model with gRPC a GRPCRoute, for the host names of status.url and endpoint.hostname."
                        + " Absent: none, and those that it made are removed.")
        @Nullable
        GatewayRef gateway,

        @Min(1)
        @Max(86400)
        @Default("300")
        @JsonPropertyDescription(
                "Seconds that a request may take until the first byte of its answer; then it is answered with 504. A"
                        + " stream that has begun goes on. Default 300.")
        Integer requestTimeoutSeconds,

        @Min(1)
        @Max(10_000)
        @Default("32")
        @JsonPropertyDescription("Requests that one pod is given at a time; others wait at the gateway. Default 32.")
        Integer concurrencyPerReplica,

        @Min(0)
        @Max(100_000)
        @Default("256")
        @JsonPropertyDescription(
                "Requests that may wait at the gateway for a free place; one more is answered with 429 and Retry-After."
                        + " 0: none waits. Default 256.")
        Integer queueLimit,

        @Min(1)
        @Max(3600)
        @Default("30")
        @JsonPropertyDescription(
                "Seconds that a request may wait at the gateway for a free place; then it is answered with 503 and"
                        + " Retry-After. Default 30.")
        Integer queueTimeoutSeconds,

        @Default("64Mi")
        @JsonPropertyDescription("Largest body of a request; a larger one is answered with 413. Default 64Mi.")
        Quantity maxRequestBytes,

        @JsonPropertyDescription(
                "What keeps the requests of one session at one revision. Absent: each request is on its own.")
        @Nullable
        SessionSpec session) {

    /** What absent components mean; equal to the schema's defaults. */
    public static final int DEFAULT_REQUEST_TIMEOUT_SECONDS = 300;

    public static final int DEFAULT_CONCURRENCY_PER_REPLICA = 32;
    public static final int DEFAULT_QUEUE_LIMIT = 256;
    public static final int DEFAULT_QUEUE_TIMEOUT_SECONDS = 30;
    public static final String DEFAULT_MAX_REQUEST_BYTES = "64Mi";

    /** The endpoint when the user says nothing about it. */
    public static final EndpointSpec DEFAULT = new EndpointSpec(null, null, null, null, null, null, null, null);

    public EndpointSpec(
            @Nullable String hostname,
            @Nullable GatewayRef gateway,
            @Nullable Integer requestTimeoutSeconds,
            @Nullable Integer concurrencyPerReplica,
            @Nullable Integer queueLimit,
            @Nullable Integer queueTimeoutSeconds,
            @Nullable Quantity maxRequestBytes,
            @Nullable SessionSpec session) {
        this.hostname = hostname;
        this.gateway = gateway;
        this.requestTimeoutSeconds = or(requestTimeoutSeconds, DEFAULT_REQUEST_TIMEOUT_SECONDS);
        this.concurrencyPerReplica = or(concurrencyPerReplica, DEFAULT_CONCURRENCY_PER_REPLICA);
        this.queueLimit = or(queueLimit, DEFAULT_QUEUE_LIMIT);
        this.queueTimeoutSeconds = or(queueTimeoutSeconds, DEFAULT_QUEUE_TIMEOUT_SECONDS);
        this.maxRequestBytes = maxRequestBytes == null ? new Quantity(DEFAULT_MAX_REQUEST_BYTES) : maxRequestBytes;
        this.session = session;
    }

    private static int or(@Nullable Integer value, int otherwise) {
        return value == null ? otherwise : value;
    }
}
