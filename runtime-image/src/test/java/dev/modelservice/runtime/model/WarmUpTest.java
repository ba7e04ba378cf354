package dev.modelservice.runtime.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelservice.runtime.batch.Weight;
import dev.modelservice.runtime.engine.Answers;
import dev.modelservice.runtime.engine.BatchLimits;
import dev.modelservice.runtime.engine.Engine;
import dev.modelservice.runtime.engine.EngineException;
import dev.modelservice.runtime.engine.Prepared;
import dev.modelservice.runtime.request.DataType;
import dev.modelservice.runtime.request.Shape;
import dev.modelservice.runtime.request.Signature;
import dev.modelservice.runtime.request.Task;
import dev.modelservice.runtime.request.Tensor;
import dev.modelservice.runtime.request.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WarmUpTest {

    /** Two tokens a word, cut at a length, and a clock that goes on with every unit of work. */
    private static final class Rehearsed implements Engine {

        private final Task task;
        private final Shape shape;
        private final BatchLimits limits;
        private final int nanosPerUnit;
        private final List<String> runs = new ArrayList<>();
        private long now;
        private boolean silent;

        Rehearsed(Task task, Shape shape, BatchLimits limits, int nanosPerUnit) {
            this.task = task;
            this.shape = shape;
            this.limits = limits;
            this.nanosPerUnit = nanosPerUnit;
        }

        private record Request(Weight weight) implements Prepared {}

        @Override
        public Signature signature() {
            DataType datatype = task == Task.TENSORS ? DataType.FP32 : DataType.BYTES;
            return new Signature(List.of(new TensorSpec("x", datatype, shape)), List.of());
        }

        @Override
        public String platform() {
            return "test";
        }

        @Override
        public Task task() {
            return task;
        }

        @Override
        public BatchLimits limits() {
            return limits;
        }

        @Override
        public Prepared prepare(List<Tensor> inputs, List<String> outputs) {
            Tensor input = inputs.getFirst();
            long units = task == Task.TENSORS
                    ? 1
                    : Math.min(128, 2L * input.texts().getFirst().split(" ", -1).length);
            return new Request(new Weight(1, units, "kind"));
        }

        @Override
        public void run(List<Prepared> batch, Answers answers) {
            long units = batch.getFirst().weight().units();
            runs.add(batch.size() + "x" + units);
            now += batch.size() * units * nanosPerUnit;
            for (int i = 0; i < batch.size() && !silent; i++) {
                answers.answer(i, List.of());
            }
        }

        @Override
        public void close() {}

        List<String> warmedUp() {
            WarmUp.run(this, () -> now);
            return runs;
        }
    }

    @Test
    void tensorsRunAsOneRowAndAsAFullBatch() {
        assertThat(new Rehearsed(Task.TENSORS, Shape.of(-1, 100), new BatchLimits(64, Long.MAX_VALUE), 1).warmedUp())
                .containsExactly("1x1", "64x1");
    }

    @Test
    void aFullBatchOfLargeTensorsIsAsLargeAsTheMemoryForIt() {
        Shape pictures = Shape.of(-1, 3, 1024, 1024);

        assertThat(new Rehearsed(Task.TENSORS, pictures, new BatchLimits(64, Long.MAX_VALUE), 1).warmedUp())
                .containsExactly("1x1", "2x1");
    }

    @Test
    void whatRunsAloneIsWarmedUpAlone() {
        assertThat(new Rehearsed(Task.TENSORS, Shape.of(1, 100), new BatchLimits(1, 1), 1).warmedUp())
                .containsExactly("1x1");
    }

    @Test
    void textsRunShortAndLongAndAsManyAsAreCutToABatch() {
        assertThat(new Rehearsed(Task.EMBEDDING, Shape.of(-1), new BatchLimits(64, 2048), 1).warmedUp())
                .containsExactly("1x18", "1x128", "16x128");
    }

    @Test
    void whatWouldTakeTooLongIsLeftOut() {
        int slow = 20_000_000;

        assertThat(new Rehearsed(Task.EMBEDDING, Shape.of(-1), new BatchLimits(64, 2048), slow).warmedUp())
                .containsExactly("1x18", "1x128");
    }

    @Test
    void aModelThatWritesTextsIsAskedOnce() {
        assertThat(new Rehearsed(Task.GENERATION, Shape.of(-1), new BatchLimits(8, 8), 1).warmedUp())
                .hasSize(1);
    }

    @Test
    void silenceIsNoAnswer() {
        Rehearsed engine = new Rehearsed(Task.TENSORS, Shape.of(-1, 100), new BatchLimits(64, 64), 1);
        engine.silent = true;

        assertThatThrownBy(engine::warmedUp)
                .isInstanceOf(EngineException.class)
                .hasMessage("0 of 1 requests were answered");
    }

    @ParameterizedTest
    @CsvSource({"1000000000,1,5,true", "1000000000,1,6,false", "0,1,1000000,true"})
    void isWorthItUpToFiveSeconds(long nanos, long lastUnits, long units, boolean worthIt) {
        assertThat(WarmUp.isWorthIt(nanos, lastUnits, units)).isEqualTo(worthIt);
    }
}
