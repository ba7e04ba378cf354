package dev.modelservice.runtime.engine;

import org.jspecify.annotations.Nullable;

/** A model cannot be loaded; the message says what, which file, and what was expected. */
public final class InvalidModelException extends Exception {

    private static final long serialVersionUID = 1;

    private final String message;

    public InvalidModelException(String message) {
        this(message, null);
    }

    public InvalidModelException(String message, @Nullable Throwable cause) {
        super(message, cause);
        this.message = message;
    }

    @Override
    public String getMessage() {
        return message;
    }
}
