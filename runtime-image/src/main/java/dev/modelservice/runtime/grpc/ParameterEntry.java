package dev.modelservice.runtime.grpc;

import dev.modelservice.runtime.codec.Parameter;
import dev.modelservice.runtime.codec.Parameters;
import dev.modelservice.runtime.grpc.wire.WireReader;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** An entry of a map of parameters: a name and an {@code InferParameter}. */
final class ParameterEntry {

    private ParameterEntry() {}

    static void read(WireReader entry, Parameters into) {
        String name = "";
        ByteBuffer value = null;
        while (entry.next()) {
            switch (entry.field()) {
                case 1 -> name = entry.text();
                case 2 -> value = entry.bytes();
                default -> {}
            }
        }
        Parameter parameter = value == null ? null : value(new WireReader(value));
        if (parameter != null && Parameters.isKnown(name)) {
            into.put(name, parameter);
        }
    }

    private static @Nullable Parameter value(WireReader choice) {
        Parameter value = null;
        while (choice.next()) {
            value = switch (choice.field()) {
                case 1 -> new Parameter.Flag(choice.flag());
                case 2 -> new Parameter.Whole(choice.varint());
                case 3 -> new Parameter.Text(choice.text());
                case 4 -> new Parameter.Other();
                case 5 -> unsigned(choice.varint());
                default -> value;
            };
        }
        return value;
    }

    private static Parameter unsigned(long value) {
        return value < 0 ? new Parameter.Other() : new Parameter.Whole(value);
    }
}
