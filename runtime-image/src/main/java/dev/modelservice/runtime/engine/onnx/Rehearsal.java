package dev.modelservice.runtime.engine.onnx;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import dev.modelservice.runtime.request.DataType;

/**
 * Uses ONNX Runtime once without a model. Loading the library and linking its calls take longer than to open a small model, and
 * need nothing but the library.
 */
final class Rehearsal {

    private Rehearsal() {}

    static void run() {
        Sessions.environment();
        NativeSession.rehearse();
        try (Scratch scratch = Scratch.take()) {
            long number = OrtValues.over(
                    OrtValues.cpuMemory(scratch),
                    scratch.allocate(JAVA_FLOAT),
                    new long[] {1},
                    OnnxTypes.elementType(DataType.FP32),
                    scratch);
            try {
                OrtOutputs.view("rehearsal", number, scratch);
            } finally {
                OrtValues.release(number);
            }
        }
    }
}
