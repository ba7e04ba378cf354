package dev.modelservice.runtime.request;

import java.util.Optional;

/** The element types of the Open Inference Protocol V2, under the names it gives them. */
public enum DataType {
    BOOL(1),
    INT8(1),
    INT16(2),
    INT32(4),
    INT64(8),
    UINT8(1),
    UINT16(2),
    UINT32(4),
    UINT64(8),
    FP16(2),
    FP32(4),
    FP64(8),
    /** A string of UTF-8 text; of no fixed width. */
    BYTES(0);

    private final int width;

    DataType(int width) {
        this.width = width;
    }

    /** Bytes of one element, 0 for {@link #BYTES}. */
    public int width() {
        return width;
    }

    /** Whether an element is a number with a fraction. */
    public boolean isFloatingPoint() {
        return this == FP16 || this == FP32 || this == FP64;
    }

    /** The type of this V2 name. */
    public static Optional<DataType> named(String name) {
        for (DataType type : values()) {
            if (type.name().equals(name)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
