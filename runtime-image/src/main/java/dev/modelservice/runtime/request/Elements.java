package dev.modelservice.runtime.request;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** A tensor's elements in row-major order: numbers as the machine keeps them, or texts. */
public sealed interface Elements {

    /** How many elements of this type there are. */
    long count(DataType datatype);

    /** How much memory they take, about. */
    long bytes();

    /**
     * Numbers (and booleans, a byte each) in the machine's byte order, usually on the heap: most tensors are small, and memory
     * outside of it is slow to get. An engine that needs other memory copies.
     */
    record Numbers(ByteBuffer buffer) implements Elements {

        public Numbers {
            buffer = buffer.asReadOnlyBuffer().order(ByteOrder.nativeOrder());
        }

        /** The numbers from the first on; a view of its own with each call, so positions are not shared. */
        @Override
        public ByteBuffer buffer() {
            return buffer.duplicate().order(ByteOrder.nativeOrder());
        }

        @Override
        public long count(DataType datatype) {
            return datatype.width() == 0 ? -1 : buffer.remaining() / datatype.width();
        }

        @Override
        public long bytes() {
            return buffer.remaining();
        }

        /** An empty buffer for so many elements. */
        public static ByteBuffer allocate(DataType datatype, int count) {
            return allocate(Math.multiplyExact(count, datatype.width()));
        }

        /** An empty buffer of so many bytes. */
        public static ByteBuffer allocate(int bytes) {
            return ByteBuffer.allocate(bytes).order(ByteOrder.nativeOrder());
        }
    }

    /** The elements of a {@link DataType#BYTES} tensor. */
    record Texts(List<String> values) implements Elements {

        public Texts {
            values = List.copyOf(values);
        }

        @Override
        public long count(DataType datatype) {
            return datatype == DataType.BYTES ? values.size() : -1;
        }

        @Override
        public long bytes() {
            return values.stream().mapToLong(String::length).sum();
        }
    }
}
