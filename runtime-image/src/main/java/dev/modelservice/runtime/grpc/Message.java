package dev.modelservice.runtime.grpc;

import dev.modelservice.runtime.codec.ContentCoding;
import dev.modelservice.runtime.grpc.wire.WireReader;
import java.nio.ByteBuffer;

/** A message as it came over a call. */
record Message(byte[] bytes, ContentCoding coding) {

    /** Whether it has to be unpacked, which may make it larger. */
    boolean isPacked() {
        return coding != ContentCoding.IDENTITY;
    }

    /** The same message, unpacked; refused if it is more than so many bytes then. */
    Message unpacked(int limit) {
        return isPacked() ? new Message(coding.decode(bytes, limit), ContentCoding.IDENTITY) : this;
    }

    /** Its fields, unpacked if need be; refused if it is more than so many bytes then. */
    WireReader fields(int limit) {
        return new WireReader(ByteBuffer.wrap(unpacked(limit).bytes));
    }
}
