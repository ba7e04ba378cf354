package dev.modelservice.runtime.model;

/** Where the model stands. */
public sealed interface ModelState {

    /** Being loaded and warmed up. */
    record Loading() implements ModelState {}

    /** Answering. */
    record Serving(LoadedModel model) implements ModelState {}

    /** Could not be loaded; the process is about to end. */
    record Failed(String message) implements ModelState {}
}
