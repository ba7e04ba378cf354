package dev.modelservice.runtime.grpc;

import dev.modelservice.runtime.request.RejectedException;
import dev.modelservice.runtime.request.Rejection;
import io.vertx.core.buffer.Buffer;

/** Cuts what comes over a stream into messages: each a byte that says whether it is compressed, four of length, and itself. */
final class MessageReader {

    private static final int PREFIX = 5;

    /** Takes what comes; may throw a {@link RejectedException}, which ends the reading. */
    interface Intake {

        /** So many bytes more of the message that is under way are about to be kept. */
        void hold(int bytes);

        void message(boolean compressed, byte[] bytes);
    }

    private final int limit;
    private final Intake intake;
    private Buffer kept = Buffer.buffer();

    MessageReader(int limit, Intake intake) {
        this.limit = limit;
        this.intake = intake;
    }

    /** Whether a message has begun that did not end yet. */
    boolean isWithin() {
        return kept.length() > 0;
    }

    void chunk(Buffer chunk) {
        intake.hold(chunk.length());
        Buffer all = chunk;
        if (isWithin()) {
            kept.appendBuffer(chunk);
            all = kept;
        }
        int at = 0;
        while (all.length() - at >= PREFIX) {
            long length = all.getUnsignedInt(at + 1);
            if (length > limit) {
                throw new RejectedException(
                        new Rejection.TooLarge("the message of %d bytes is larger than the %d bytes that are allowed"
                                .formatted(length, limit)));
            }
            int end = at + PREFIX + (int) length;
            if (end > all.length()) {
                break;
            }
            intake.message(isCompressed(all.getByte(at)), all.getBytes(at + PREFIX, end));
            at = end;
        }
        keep(all, at);
    }

    // The very buffer that is kept already needs no copy.
    @SuppressWarnings("ReferenceEquality")
    private void keep(Buffer all, int from) {
        if (all == kept && from == 0) {
            return;
        }
        kept = from == all.length() ? Buffer.buffer() : Buffer.buffer(all.getBytes(from, all.length()));
    }

    private static boolean isCompressed(byte flag) {
        if (flag != 0 && flag != 1) {
            throw RejectedException.malformed("the stream is not gRPC's: a message begins with " + flag);
        }
        return flag == 1;
    }
}
