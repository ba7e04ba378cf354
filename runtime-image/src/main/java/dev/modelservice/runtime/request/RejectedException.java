package dev.modelservice.runtime.request;

/** Carries a {@link Rejection} out of a computation. Has no stack trace: it describes a request, not the program. */
public final class RejectedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Rejection rejection;

    public RejectedException(Rejection rejection) {
        super(rejection.message(), null, false, false);
        this.rejection = rejection;
    }

    public Rejection rejection() {
        return rejection;
    }

    /** The commonest of them. */
    public static RejectedException malformed(String message) {
        return new RejectedException(new Rejection.Malformed(message));
    }

    /** One field is wrong; the message need not name it. */
    public static RejectedException malformed(String field, String message) {
        return new RejectedException(new Rejection.Malformed(field + ": " + message, field));
    }
}
