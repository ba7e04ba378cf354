package dev.modelservice.runtime;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the runtime: the engine and the server beside each other. */
@QuarkusMain
public final class RuntimeMain {

    private RuntimeMain() {}

    /** Returns when the runtime has ended. */
    public static void main(String... arguments) {
        new Thread(Headstart.of(System::getenv)::run, "headstart").start();
        Quarkus.run(arguments);
    }
}
