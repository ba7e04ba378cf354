package dev.modelservice.runtime.codec;

import dev.modelservice.runtime.request.DataType;
import dev.modelservice.runtime.request.RejectedException;
import dev.modelservice.runtime.request.Shape;
import java.util.OptionalLong;

/** How much memory the tensors of one request may take once they are decoded; taken before it is used. */
public final class Room {

    /** More inputs or outputs than any model has, and few enough to keep in mind while a request is read. */
    public static final int MAX_TENSORS = 1024;

    /** More dimensions than any tensor library takes. */
    public static final int MAX_RANK = 64;

    /** What a short text takes beside its characters. */
    private static final int TEXT_BYTES = 64;
    /** The other sizes of a tensor without elements still say how large an answer to it is. */
    private static final int MAX_ROWS_OF_NOTHING = 65_536;

    private long left;

    public Room(long bytes) {
        this.left = bytes;
    }

    /**
     * Takes what a tensor needs, and says how many elements it has.
     *
     * @param most as many as the bytes of the message could be
     * @throws RejectedException if the shape is none, or says more than there can be
     */
    public int take(String input, DataType datatype, Shape shape, long most) {
        OptionalLong elements = shape.elements();
        if (elements.isEmpty() || (elements.getAsLong() == 0 && isLargeNothing(shape))) {
            throw RejectedException.malformed(
                    "input '%s': shape %s is no shape of data: expected sizes of 0 or more, not too many elements in all"
                            .formatted(input, shape));
        }
        long count = elements.getAsLong();
        long width = datatype == DataType.BYTES ? TEXT_BYTES : datatype.width();
        if (count > most || count > left / width) {
            throw RejectedException.malformed("input '%s': shape %s needs %d values, more than this request can hold"
                    .formatted(input, shape, count));
        }
        left -= count * width;
        return (int) count;
    }

    private static boolean isLargeNothing(Shape shape) {
        long others = 1;
        for (long size : shape.dimensions()) {
            if (size > MAX_ROWS_OF_NOTHING) {
                return true;
            }
            others *= Math.max(size, 1);
            if (others > MAX_ROWS_OF_NOTHING) {
                return true;
            }
        }
        return false;
    }
}
