package dev.modelservice.runtime.engine;

import org.jspecify.annotations.Nullable;

/** A model could not be run on an input. */
public final class EngineException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String message;

    public EngineException(String message, @Nullable Throwable cause) {
        super(message, cause);
        this.message = message;
    }

    @Override
    public String getMessage() {
        return message;
    }
}
