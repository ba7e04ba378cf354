package dev.modelservice.runtime.openai;

import dev.modelservice.runtime.request.RejectedException;
import dev.modelservice.runtime.request.Task;

/** The one model, as clients may call it, and what it is good for. */
final class ServedModel {

    private ServedModel() {}

    /** The served model's name if the client means it, be it as {@code namespace/name}; otherwise what the client said. */
    static String name(String given, String served) {
        boolean meant = given.equals(served) || given.endsWith("/" + served);
        return meant ? served : given;
    }

    /** Refuses a request for which this model is the wrong one. */
    static RejectedException wrongTask(String name, Task task, String wanted) {
        return RejectedException.malformed(
                "model", "'%s' gives %s, not %s; use %s".formatted(name, gives(task), wanted, path(task, name)));
    }

    private static String gives(Task task) {
        return switch (task) {
            case TENSORS -> "tensors";
            case EMBEDDING -> "embeddings of texts";
            case RANKING -> "scores of pairs of texts";
            case CLASSIFICATION -> "labels of texts";
            case GENERATION -> "texts that it writes";
        };
    }

    private static String path(Task task, String name) {
        return switch (task) {
            case EMBEDDING -> "/v1/embeddings";
            case GENERATION -> "/v1/chat/completions or /v1/completions";
            case TENSORS, RANKING, CLASSIFICATION -> "/v2/models/" + name + "/infer";
        };
    }
}
