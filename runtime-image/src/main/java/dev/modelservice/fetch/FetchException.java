package dev.modelservice.fetch;

/** A model could not be brought, and trying again at once would not help. The message never holds a secret or a query. */
final class FetchException extends Exception {

    private static final long serialVersionUID = 1;

    private final Reason reason;
    private final String message;

    FetchException(Reason reason, String message) {
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
