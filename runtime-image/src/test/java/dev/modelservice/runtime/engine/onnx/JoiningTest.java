package dev.modelservice.runtime.engine.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.runtime.engine.Prepared;
import dev.modelservice.runtime.engine.TensorEngine;
import dev.modelservice.runtime.request.Tensor;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JoiningTest {

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource({
        "strangers, true, rows that do not look at each other",
        "company, false, a row's answer depends on the others",
        "lookup, false, two first dimensions that mean different things",
        "scalar, false, no dimension at all",
        "picture, true, a picture that must have a size",
        "zipmap, true, maps of rows",
        "every-datatype, true, every type",
        "wide-unsigned, true, wide unsigned integers",
    })
    void requestsAreJoinedWhereTheAnswersStayTheSame(String model, boolean joined, String sentence) throws Exception {
        try (TensorEngine engine = Models.open(model)) {
            assertThat(engine.limits().rows()).as(sentence).isEqualTo(joined ? 64 : 1);
        }
    }

    @Test
    void joinedRequestsAreAnsweredEachWithTheirOwnRows() throws Exception {
        try (TensorEngine engine = Models.open("strangers")) {
            List<List<Tensor>> inputs = List.of(
                    List.of(Models.floats("x", 1, 0, 0)),
                    List.of(Models.floats("x", 2, 0, 1, 5, 5)),
                    List.of(Models.directFloats("x", 1, 3, 3)));
            List<Prepared> batch = inputs.stream()
                    .map(request -> engine.prepare(request, List.of("y")))
                    .toList();
            assertThat(batch)
                    .extracting(prepared -> prepared.weight().kind())
                    .containsOnly(batch.getFirst().weight().kind());
            TreeMap<Integer, Tensor> answers = new TreeMap<>();

            engine.run(batch, (index, outputs) -> answers.put(index, outputs.getFirst()));

            assertThat(answers.values())
                    .containsExactly(
                            engine.run(inputs.get(0), List.of("y")).getFirst(),
                            engine.run(inputs.get(1), List.of("y")).getFirst(),
                            engine.run(inputs.get(2), List.of("y")).getFirst());
            assertThat(answers.firstEntry().getValue().numbers().getFloat()).isEqualTo(0.5f);
        }
    }

    @Test
    void rowsOfAnotherWidthAreAnotherKind() throws Exception {
        try (TensorEngine engine = Models.open("strangers")) {
            Prepared two = engine.prepare(List.of(Models.floats("x", 1, 0, 0)), List.of("y"));
            Prepared three = engine.prepare(List.of(Models.floats("x", 1, 0, 0, 0)), List.of("y"));

            assertThat(two.weight().kind()).isNotEqualTo(three.weight().kind());
        }
    }

    @Test
    void noRowsAtAllRunAlone() throws Exception {
        try (TensorEngine engine = Models.open("zipmap")) {
            Tensor none = Models.floats("x", 0);

            Prepared one = engine.prepare(List.of(none), List.of("label"));

            assertThat(one.weight().kind())
                    .isNotEqualTo(engine.prepare(List.of(none), List.of("label"))
                            .weight()
                            .kind());
        }
    }
}
