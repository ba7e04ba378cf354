package dev.modelservice.runtime.engine.llama.binding;

/** A library lacks a function, so it is of another version. */
final class MissingFunctionException extends RuntimeException {

    private static final long serialVersionUID = 1;

    MissingFunctionException(String function) {
        super("there is no function " + function + " in it");
    }
}
