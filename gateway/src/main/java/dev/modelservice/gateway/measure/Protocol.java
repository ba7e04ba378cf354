package dev.modelservice.gateway.measure;

/** What a client speaks. */
public enum Protocol {
    REST("rest"),
    OPENAI("openai"),
    GRPC("grpc");

    private final String label;

    Protocol(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
