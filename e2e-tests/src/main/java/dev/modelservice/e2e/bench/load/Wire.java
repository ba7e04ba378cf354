package dev.modelservice.e2e.bench.load;

/** The ways a question travels. */
public enum Wire {
    PREDICT("POST /predict"),
    V1("KServe V1, JSON"),
    V2("V2 REST, JSON"),
    V2_BINARY("V2 REST, binary"),
    GRPC("V2 gRPC"),
    OPENAI("OpenAI embeddings");

    private final String label;

    Wire(String label) {
        this.label = label;
    }

    /** As the tables call it. */
    public String label() {
        return label;
    }

    String path(String model) {
        return switch (this) {
            case PREDICT -> "/predict";
            case V1 -> "/v1/models/" + model + ":predict";
            case V2, V2_BINARY -> "/v2/models/" + model + "/infer";
            case GRPC -> "inference.GRPCInferenceService/ModelInfer";
            case OPENAI -> "/v1/embeddings";
        };
    }
}
