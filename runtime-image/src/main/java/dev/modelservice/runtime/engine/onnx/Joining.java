package dev.modelservice.runtime.engine.onnx;

import dev.modelservice.runtime.batch.Weight;
import dev.modelservice.runtime.engine.EngineException;
import dev.modelservice.runtime.engine.Rows;
import dev.modelservice.runtime.request.Shape;
import dev.modelservice.runtime.request.Signature;
import dev.modelservice.runtime.request.Tensor;
import dev.modelservice.runtime.request.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Whether requests for a model may be joined along their first dimension.
 *
 * <p>An open first dimension is not yet a batch: it may be the length of a sequence, and models with dynamic quantisation scale
 * all rows by the largest of them. So a few different rows are run alone, in twos and all together when the model is opened,
 * and requests are joined only if the answers agree.
 *
 * @param sameWidths whether the model leaves only the first dimension open, so that any two requests have rows of one width
 */
record Joining(boolean allowed, boolean sameWidths) {

    private static final int ROWS = 5;
    /** Sizes for the other open dimensions: a model may want images of some size, or sequences of some length. */
    private static final int[] OPEN = {2, 16, 64, 224};

    /** Runs a model once: inputs and wanted outputs to answers. */
    interface Run extends BiFunction<List<Tensor>, List<String>, List<Tensor>> {}

    static Joining none() {
        return new Joining(false, false);
    }

    static Joining tried(Signature signature, Run run) {
        boolean hasRows = hasRows(signature.inputs()) && hasRows(signature.outputs());
        boolean sameWidths = signature.inputs().stream()
                .allMatch(spec -> spec.shape().dimensions().lastIndexOf(Shape.ANY) <= 0);
        return new Joining(hasRows && rowsAreStrangers(signature, run), sameWidths);
    }

    private static boolean hasRows(List<TensorSpec> specs) {
        return !specs.isEmpty()
                && specs.stream()
                        .allMatch(
                                spec -> spec.shape().rank() > 0 && spec.shape().dimension(0) == Shape.ANY);
    }

    private static boolean rowsAreStrangers(Signature signature, Run run) {
        List<String> outputs =
                signature.outputs().stream().map(TensorSpec::name).toList();
        for (int open : OPEN) {
            Trial trial = new Trial(signature, open);
            Optional<List<Tensor>> first = tryRows(trial, 0, 1, outputs, run);
            if (first.isPresent()) {
                return agree(trial, outputs, run);
            }
        }
        // Values of a trial may mean nothing to the model; then nothing is known, and requests run alone.
        return false;
    }

    private static boolean agree(Trial trial, List<String> outputs, Run run) {
        List<List<Tensor>> alone = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            Optional<List<Tensor>> answer = tryRows(trial, row, row + 1, outputs, run);
            if (answer.isEmpty()) {
                return false;
            }
            alone.add(answer.get());
        }
        for (int rows : new int[] {2, ROWS}) {
            Optional<List<Tensor>> together = tryRows(trial, 0, rows, outputs, run);
            if (together.isEmpty() || !agree(together.get(), rows, alone)) {
                return false;
            }
        }
        return true;
    }

    private static boolean agree(List<Tensor> together, int rows, List<List<Tensor>> alone) {
        for (int row = 0; row < rows; row++) {
            for (int output = 0; output < together.size(); output++) {
                Tensor joined = together.get(output);
                if (joined.shape().rank() == 0
                        || Rows.count(joined) != rows
                        || !Trial.agree(joined, row, alone.get(row).get(output))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static Optional<List<Tensor>> tryRows(Trial trial, int from, int to, List<String> outputs, Run run) {
        try {
            return Optional.of(run.apply(trial.inputs(from, to), outputs));
        } catch (EngineException _) {
            return Optional.empty();
        }
    }

    /** What a request adds to a batch, and that only requests of the same widths and outputs can join it. */
    Weight weight(List<Tensor> inputs, List<String> outputs) {
        if (!allowed) {
            return Weight.alone(1, 1);
        }
        int rows = Rows.count(inputs.getFirst());
        for (Tensor input : inputs) {
            if (rows == 0 || Rows.count(input) != rows) {
                return Weight.alone(1, 1);
            }
        }
        return new Weight(rows, rows, sameWidths ? outputs : new Kind(widths(inputs), outputs));
    }

    private record Kind(List<List<Long>> widths, List<String> outputs) {}

    private static List<List<Long>> widths(List<Tensor> inputs) {
        return inputs.stream().map(Rows::width).toList();
    }
}
