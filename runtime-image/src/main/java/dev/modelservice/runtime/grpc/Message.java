package dev.modelservice.runtime.grpc;

import dev.modelservice.runtime.codec.ContentCoding;
import dev.modelservice.runtime.grpc.wire.WireReader;
import java.nio.ByteBuffer;

/** A message as it came over a call. */
record Message(byte[] bytes, ContentCoding coding) {

    /** Its fields, unpacked if need be; refused if it is more than so many bytes then. */
    WireReader fields(int limit) {
        return new WireReader(ByteBuffer.wrap(coding.decode(bytes, limit)));
    }
}
