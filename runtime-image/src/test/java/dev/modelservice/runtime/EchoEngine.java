package dev.modelservice.runtime;

import dev.modelservice.runtime.batch.Weight;
import dev.modelservice.runtime.engine.Answers;
import dev.modelservice.runtime.engine.BatchLimits;
import dev.modelservice.runtime.engine.Engine;
import dev.modelservice.runtime.engine.Prepared;
import dev.modelservice.runtime.generate.TextGenerator;
import dev.modelservice.runtime.request.DataType;
import dev.modelservice.runtime.request.Shape;
import dev.modelservice.runtime.request.Signature;
import dev.modelservice.runtime.request.Task;
import dev.modelservice.runtime.request.Tensor;
import dev.modelservice.runtime.request.TensorSpec;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers texts with themselves, and lets a generator of the test's write others. */
public record EchoEngine(@Nullable TextGenerator writer) implements Engine {

    private record Echo(Tensor input, String output) implements Prepared {

        @Override
        public Weight weight() {
            return Weight.alone(1, 1);
        }
    }

    @Override
    public Signature signature() {
        return new Signature(
                List.of(new TensorSpec("text", DataType.BYTES, Shape.of(Shape.ANY))),
                List.of(new TensorSpec("echo", DataType.BYTES, Shape.of(Shape.ANY))));
    }

    @Override
    public String platform() {
        return "echo";
    }

    @Override
    public Task task() {
        return writer == null ? Task.TENSORS : Task.GENERATION;
    }

    @Override
    public BatchLimits limits() {
        return new BatchLimits(8, 8);
    }

    @Override
    public Prepared prepare(List<Tensor> inputs, List<String> outputs) {
        return new Echo(inputs.getFirst(), outputs.getFirst());
    }

    @Override
    public void run(List<Prepared> batch, Answers answers) {
        for (int i = 0; i < batch.size(); i++) {
            Echo echo = (Echo) batch.get(i);
            Tensor in = echo.input;
            answers.answer(i, List.of(new Tensor(echo.output, in.datatype(), in.shape(), in.elements())));
        }
    }

    @Override
    public Optional<TextGenerator> generator() {
        return Optional.ofNullable(writer);
    }

    @Override
    public void close() {}
}
