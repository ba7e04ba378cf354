package dev.modelservice.runtime.engine.onnx;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.modelservice.runtime.engine.EngineException;
import dev.modelservice.runtime.request.Signature;
import dev.modelservice.runtime.request.Tensor;
import dev.modelservice.runtime.request.TensorSpec;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.ref.Reference;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** An open model, run through the C API. Several threads run it at once without a lock of ours. */
final class NativeSession implements AutoCloseable {

    private static final MethodHandle RUN = OrtCalls.function(9, 8);
    private static final MethodHandle CREATE_RUN_OPTIONS = OrtCalls.function(39, 1);
    private static final MethodHandle SET_LOG_SEVERITY = OrtCalls.function(41, 2);
    private static final MethodHandle RELEASE_RUN_OPTIONS = OrtCalls.release(97);
    private static final long FATAL = 4;

    private final OrtSession session;
    private final long handle;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment inputNames;
    private final Map<String, Long> outputNames = new HashMap<>();
    private final long options;
    private final OrtInputs inputs;

    NativeSession(OrtSession session, Signature signature) {
        this.session = session;
        this.handle = handle(session);
        this.inputNames = arena.allocate(JAVA_LONG, signature.inputs().size());
        for (int i = 0; i < signature.inputs().size(); i++) {
            inputNames.setAtIndex(JAVA_LONG, i, name(signature.inputs().get(i)));
        }
        signature.outputs().forEach(output -> outputNames.put(output.name(), name(output)));
        try (Scratch scratch = Scratch.take()) {
            this.options = quietly(scratch);
            this.inputs = new OrtInputs(OrtValues.cpuMemory(scratch));
        }
    }

    /** Makes the calls ready that need no model to be tried. */
    static void rehearse() {
        try (Scratch scratch = Scratch.take()) {
            release(quietly(scratch));
        }
    }

    private long name(TensorSpec spec) {
        return arena.allocateFrom(spec.name()).address();
    }

    private static long handle(OrtSession session) {
        try {
            Field field = OrtSession.class.getDeclaredField("nativeHandle");
            field.setAccessible(true);
            return field.getLong(session);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "this ONNX Runtime's OrtSession keeps no nativeHandle, as that of 1.29.0 does", e);
        }
    }

    /** What fails is told to the one who asked; ONNX Runtime would write a line about it to stderr as well. */
    private static long quietly(Scratch scratch) {
        MemorySegment out = scratch.allocate(JAVA_LONG);
        try {
            OrtCalls.check((long) CREATE_RUN_OPTIONS.invokeExact(out.address()));
            OrtCalls.check((long) SET_LOG_SEVERITY.invokeExact(out.get(JAVA_LONG, 0), FATAL));
        } catch (Throwable e) {
            throw OrtCalls.uncallable(e);
        }
        return out.get(JAVA_LONG, 0);
    }

    /**
     * Runs the model once.
     *
     * @param requests the inputs of each in the signature's order, to be joined along their first dimension
     * @param look gets the outputs in the order asked for, their numbers in memory that is taken back when it returns
     */
    <T> T run(List<List<Tensor>> requests, List<String> outputs, Function<List<Tensor>, T> look) {
        int given = requests.getFirst().size();
        int wanted = outputs.size();
        try (Scratch scratch = Scratch.take()) {
            MemorySegment in = scratch.allocate(JAVA_LONG, given).fill((byte) 0);
            MemorySegment out = scratch.allocate(JAVA_LONG, wanted).fill((byte) 0);
            try {
                for (int i = 0; i < given; i++) {
                    in.setAtIndex(JAVA_LONG, i, inputs.value(requests, i, scratch));
                }
                run(in, given, names(outputs, scratch), out, wanted);
                List<Tensor> answers = new ArrayList<>(wanted);
                for (int i = 0; i < wanted; i++) {
                    answers.add(OrtOutputs.view(outputs.get(i), out.getAtIndex(JAVA_LONG, i), scratch));
                }
                return look.apply(answers);
            } finally {
                release(in, given);
                release(out, wanted);
                Reference.reachabilityFence(requests);
            }
        }
    }

    private void run(MemorySegment in, long given, MemorySegment names, MemorySegment out, long wanted) {
        try {
            OrtCalls.check((long) RUN.invokeExact(
                    handle,
                    options,
                    inputNames.address(),
                    in.address(),
                    given,
                    names.address(),
                    wanted,
                    out.address()));
        } catch (Throwable e) {
            throw OrtCalls.uncallable(e);
        }
    }

    private MemorySegment names(List<String> outputs, Scratch scratch) {
        MemorySegment names = scratch.allocate(JAVA_LONG, outputs.size());
        for (int i = 0; i < outputs.size(); i++) {
            Long name = outputNames.get(outputs.get(i));
            if (name == null) {
                throw new IllegalArgumentException("the model has no output '" + outputs.get(i) + "'");
            }
            names.setAtIndex(JAVA_LONG, i, name);
        }
        return names;
    }

    private static void release(long options) {
        try {
            RELEASE_RUN_OPTIONS.invokeExact(options);
        } catch (Throwable e) {
            throw OrtCalls.uncallable(e);
        }
    }

    private static void release(MemorySegment values, int count) {
        for (int i = 0; i < count; i++) {
            long value = values.getAtIndex(JAVA_LONG, i);
            if (value != 0) {
                OrtValues.release(value);
            }
        }
    }

    /** Gives back what the model holds. No run may be under way. */
    @Override
    public void close() {
        release(options);
        try {
            session.close();
            arena.close();
        } catch (OrtException e) {
            throw new EngineException("the model could not be closed", e);
        }
    }
}
