package dev.modelservice.golden;

/** The set could not be asked. The message says what to do, and holds nothing of a request or an answer. */
final class GoldenException extends Exception {

    private static final long serialVersionUID = 1;

    private final Reason reason;
    private final String message;

    GoldenException(Reason reason, String message) {
        super(message);
        this.reason = reason;
        this.message = message;
    }

    Reason reason() {
        return reason;
    }

    @Override
    public String getMessage() {
        return message;
    }
}
