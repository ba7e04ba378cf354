package dev.modelservice.runtime.request;

/** What a request came by. */
public enum Protocol {
    /** Open Inference Protocol V2 over REST. */
    V2_REST("v2-rest"),
    /** Open Inference Protocol V2 over gRPC. */
    V2_GRPC("v2-grpc"),
    /** KServe's first protocol, {@code :predict}. */
    V1("v1"),
    /** OpenAI's API. */
    OPENAI("openai"),
    /** {@code POST /predict}. */
    PREDICT("predict");

    private final String label;

    Protocol(String label) {
        this.label = label;
    }

    /** As metrics and logs call it. */
    public String label() {
        return label;
    }
}
