package dev.modelservice.runtime.generate;

/** Why generation ended. */
public enum FinishReason {
    /** The model ended its text, or a stop text came. */
    STOP,
    /** {@code maxTokens}, or the end of the context. */
    LENGTH,
    /** Nobody wants the rest. */
    CANCELLED
}
