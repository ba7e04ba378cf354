package dev.modelservice.runtime.engine.onnx.proto;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * What an ONNX file says beside its weights.
 *
 * @param externalData parts of other files that hold weights
 */
public record ModelHeader(List<ExternalPart> externalData) {

    public ModelHeader {
        externalData = List.copyOf(externalData);
    }

    /** The file's header; none if the file is no ONNX model, or cut off. */
    @SuppressWarnings("restricted")
    public static Optional<ModelHeader> read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            return Optional.of(new ModelHeader(ExternalParts.in(new ProtoReader(bytes))));
        } catch (ProtoReader.MalformedException e) {
            return Optional.empty();
        }
    }
}
