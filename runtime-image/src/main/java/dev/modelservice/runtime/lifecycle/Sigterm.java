package dev.modelservice.runtime.lifecycle;

/**
 * Takes SIGTERM in place of the JVM.
 *
 * <p>A shutdown hook would not do: the JVM runs all hooks at once, so the server would close while it should still serve,
 * and the process would exit with 143.
 */
final class Sigterm {

    private Sigterm() {}

    @SuppressWarnings("sunapi")
    static void handle(Runnable handler) {
        sun.misc.Signal.handle(new sun.misc.Signal("TERM"), signal -> handler.run());
    }
}
