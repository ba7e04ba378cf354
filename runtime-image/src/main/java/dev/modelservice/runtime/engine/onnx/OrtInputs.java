package dev.modelservice.runtime.engine.onnx;

import dev.modelservice.runtime.engine.Rows;
import dev.modelservice.runtime.request.DataType;
import dev.modelservice.runtime.request.Elements;
import dev.modelservice.runtime.request.Tensor;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Our tensors to ONNX Runtime's: over our own memory where there is one outside the heap, otherwise copied together. */
final class OrtInputs {

    private final long cpuMemory;

    OrtInputs(long cpuMemory) {
        this.cpuMemory = cpuMemory;
    }

    /** The value for the input at this place, of all requests together; the caller releases it. */
    long value(List<List<Tensor>> requests, int place, Scratch scratch) {
        Tensor first = requests.getFirst().get(place);
        long[] dimensions = first.shape().toArray();
        if (requests.size() > 1) {
            dimensions[0] = 0;
            for (List<Tensor> request : requests) {
                dimensions[0] += Rows.count(request.get(place));
            }
        }
        return first.datatype() == DataType.BYTES
                ? OrtTexts.tensor(texts(requests, place), dimensions, scratch)
                : OrtValues.over(
                        cpuMemory,
                        numbers(requests, place, scratch),
                        dimensions,
                        OnnxTypes.elementType(first.datatype()),
                        scratch);
    }

    private static List<String> texts(List<List<Tensor>> requests, int place) {
        if (requests.size() == 1) {
            return requests.getFirst().get(place).texts();
        }
        List<String> all = new ArrayList<>();
        requests.forEach(request -> all.addAll(request.get(place).texts()));
        return all;
    }

    private static MemorySegment numbers(List<List<Tensor>> requests, int place, Scratch scratch) {
        if (requests.size() == 1) {
            ByteBuffer only = requests.getFirst().get(place).numbers();
            if (only.isDirect()) {
                return MemorySegment.ofBuffer(only);
            }
        }
        long bytes = 0;
        for (List<Tensor> request : requests) {
            bytes += ((Elements.Numbers) request.get(place).elements()).bytes();
        }
        MemorySegment all = scratch.allocate(bytes);
        long at = 0;
        for (List<Tensor> request : requests) {
            MemorySegment part = MemorySegment.ofBuffer(request.get(place).numbers());
            MemorySegment.copy(part, 0, all, at, part.byteSize());
            at += part.byteSize();
        }
        return all;
    }
}
