package dev.modelservice.runtime.trace;

import dev.modelservice.runtime.request.Protocol;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where spans go. */
public interface Tracing extends AutoCloseable {

    /** Nobody collects spans. */
    Tracing OFF = new Tracing() {
        @Override
        public RequestTrace begin(String operation, Protocol protocol, Function<String, @Nullable String> header) {
            return RequestTrace.NONE;
        }

        @Override
        public void close() {}
    };

    /**
     * Begins the span of a request, within the trace that its headers name (W3C Trace Context), or a new one.
     *
     * @param operation what is asked for, one of few
     * @param header gives the value of a header by its lower-case name
     */
    RequestTrace begin(String operation, Protocol protocol, Function<String, @Nullable String> header);

    /** Sends what is left. */
    @Override
    void close();
}
