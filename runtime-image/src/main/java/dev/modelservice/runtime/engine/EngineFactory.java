package dev.modelservice.runtime.engine;

import java.nio.file.Path;

/** A backend; found by {@code ServiceLoader}, so that one which no model needs is never loaded. */
public interface EngineFactory {

    /** What a model folder of this backend holds, in words for the one whose folder holds something else. */
    String expects();

    /** Whether this backend is meant by the files of the folder. Looks at names only. */
    boolean recognises(Path folder);

    /**
     * Does what opening a model needs before anything is known of it, such as loading native libraries; another thread than the
     * one that opens it may be in here. May be left out, and opening tells what goes wrong here.
     */
    default void prepare() {}

    /** Opens the model of the folder. */
    Engine open(Path folder, EngineOptions options) throws InvalidModelException;
}
