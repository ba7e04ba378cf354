package dev.modelservice.shared;

import java.lang.reflect.Proxy;

/**
 * Takes SIGTERM in place of the JVM.
 *
 * <p>A shutdown hook would not do: the JVM runs all hooks at once, so the server would close while it should still serve,
 * and the process would exit with 143. The class that can is {@code sun.misc.Signal}, part of every JDK in the module
 * {@code jdk.unsupported}; by reflection, because the compiler's warning about it cannot be suppressed.
 */
public final class Sigterm {

    private Sigterm() {}

    /** From now on SIGTERM does this, on a thread of the JVM's own, and nothing else. */
    public static void handle(Runnable handler) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> signalHandler = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    signalHandler.getClassLoader(), new Class<?>[] {signalHandler}, (self, method, arguments) -> {
                        handler.run();
                        return null;
                    });
            Object term = signal.getConstructor(String.class).newInstance("TERM");
            signal.getMethod("handle", signal, signalHandler).invoke(null, term, proxy);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JVM has no sun.misc.Signal (module jdk.unsupported)", e);
        }
    }
}
