package dev.modelservice.runtime.request;

/** What a model's answers are. */
public enum Task {
    /** Tensors that only the client knows the meaning of. */
    TENSORS,
    /** Vectors of texts: {@code text} to {@code embedding}. */
    EMBEDDING,
    /** How well pairs of texts fit: {@code query} and {@code text} to {@code score}. */
    RANKING,
    /** Labels of texts: {@code text} to {@code label} and {@code score}. */
    CLASSIFICATION,
    /** Texts that the model writes: see {@code TextGenerator}. */
    GENERATION
}
