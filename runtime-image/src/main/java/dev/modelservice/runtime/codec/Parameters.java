package dev.modelservice.runtime.codec;

import dev.modelservice.runtime.request.RejectedException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a request, an input or an output, as far as they mean something here.
 *
 * <p>A parameter that would change the answer and is not supported is refused; one that nobody knows is ignored, as the
 * protocol asks.
 */
public final class Parameters {

    /** Whether all outputs come as raw bytes, where they do not say otherwise themselves. */
    public static final String BINARY_DATA_OUTPUT = "binary_data_output";
    /** Whether an output comes as raw bytes. */
    public static final String BINARY_DATA = "binary_data";
    /** How many raw bytes an input has. */
    public static final String BINARY_DATA_SIZE = "binary_data_size";
    /** Whether the last answer of a stream is to be marked. */
    public static final String FINAL_RESPONSE = "triton_enable_empty_final_response";

    private static final String TIMEOUT = "timeout";
    private static final Set<String> MEANT =
            Set.of(BINARY_DATA_OUTPUT, BINARY_DATA, BINARY_DATA_SIZE, FINAL_RESPONSE, TIMEOUT);
    private static final Map<String, String> REFUSED = Map.of(
            "sequence_id", "this server keeps nothing from one request to the next, so it has no sequences",
            "sequence_start", "this server keeps nothing from one request to the next, so it has no sequences",
            "sequence_end", "this server keeps nothing from one request to the next, so it has no sequences",
            "classification", "this server does not pick classes; take the whole output",
            "shared_memory_region", "this server shares no memory with its clients; send the tensor itself",
            "shared_memory_offset", "this server shares no memory with its clients; send the tensor itself",
            "shared_memory_byte_size", "this server shares no memory with its clients; send the tensor itself");

    private final String owner;
    private final Map<String, Parameter> given = new LinkedHashMap<>();

    /**
     * @param owner who has them, for messages: "input 'x'"
     */
    public Parameters(String owner) {
        this.owner = owner;
    }

    /** Whether a parameter of this name is worth to be read. */
    public static boolean isKnown(String name) {
        return MEANT.contains(name) || REFUSED.containsKey(name) || name.equals("content_type");
    }

    /**
     * Takes one in.
     *
     * @throws RejectedException if ignoring it would give a wrong answer
     */
    public void put(String name, Parameter value) {
        String reason = REFUSED.get(name);
        if (reason != null && asksForSomething(value)) {
            throw refusal(name, reason);
        }
        if (name.equals("content_type") && value.equals(new Parameter.Text("base64"))) {
            throw refusal(name, "this server decodes no base64; send the texts as they are");
        }
        if (MEANT.contains(name)) {
            given.put(name, value);
        }
    }

    private static boolean asksForSomething(Parameter value) {
        return switch (value) {
            case Parameter.Flag(boolean flag) -> flag;
            case Parameter.Whole(long number) -> number != 0;
            case Parameter.Text(String text) -> !text.isEmpty();
            case Parameter.Other _ -> true;
        };
    }

    /** How long the client waits, in the microseconds of the protocol; 0 says nothing. */
    public @Nullable Duration timeout() {
        OptionalLong micros = whole(TIMEOUT);
        return micros.isEmpty() || micros.getAsLong() == 0 ? null : Duration.of(micros.getAsLong(), ChronoUnit.MICROS);
    }

    /** A number of 0 or more, if it was given. */
    public OptionalLong whole(String name) {
        return switch (given.get(name)) {
            case null -> OptionalLong.empty();
            case Parameter.Whole(long number) when number >= 0 -> OptionalLong.of(number);
            case Parameter _ -> throw refusal(name, "expected an integer of 0 or more");
        };
    }

    /** true or false, if it was given. */
    public Optional<Boolean> flag(String name) {
        return switch (given.get(name)) {
            case null -> Optional.empty();
            case Parameter.Flag(boolean flag) -> Optional.of(flag);
            case Parameter _ -> throw refusal(name, "expected true or false");
        };
    }

    private RejectedException refusal(String name, String reason) {
        return RejectedException.malformed("%s: parameter '%s': %s".formatted(owner, name, reason));
    }
}
