package dev.modelservice.plugin.cluster;

/** What was asked for cannot be done; the message says why, to the person who asked. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    public Refusal(String message) {
        super(message);
    }
}
