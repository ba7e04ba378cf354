package dev.modelservice.operator.choice;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which program is found, row by row; {@link Shelf} says how to read what the namespace and the cluster offer. */
class RuntimeChoiceTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # why                          | spec.model                         | spec.runtime   | the namespace's    | the cluster's                        | expected
            nothing is named               | -                                  | -              | a(onnx*)           | b(onnx*)                             | ours
            onnx is ours                   | format: onnx                       | -              | a(onnx*)           | b(onnx*)                             | ours
            gguf is ours                   | format: gguf                       | -              | not installed      | not installed                        | ours
            an image is named              | format: sklearn                    | image: mine    | a(sklearn*)        | -                                    | image
            the only one                   | format: sklearn                    | -              | -                  | a(sklearn*)                          | a
            the namespace comes first      | format: sklearn                    | -              | a(sklearn*)        | b(sklearn*9)                         | a
            it does not choose itself      | format: sklearn                    | -              | a(sklearn)         | b(sklearn*)                          | b
            it is disabled                 | format: sklearn                    | -              | a(sklearn* disabled) | b(sklearn*)                        | b
            it is for many models          | format: sklearn                    | -              | a(sklearn* multiModel) | b(sklearn*)                      | b
            it spans nodes                 | format: sklearn                    | -              | a(sklearn* multiNode) | b(sklearn*)                       | b
            the higher priority            | format: sklearn                    | -              | -                  | a(sklearn*1) b(sklearn*3) c(sklearn*2) | b
            without priority comes last    | format: sklearn                    | -              | -                  | a(sklearn*1) b(sklearn*)             | a
            priority before protocol       | format: sklearn                    | -              | -                  | a(sklearn*1 v1) b(sklearn*2 v2 v1)   | b
            the newest                     | format: sklearn                    | -              | -                  | b(sklearn*) a(sklearn*) c(sklearn*)  | c
            the priority of this format    | format: sklearn                    | -              | -                  | a(xgboost*9 sklearn*1) b(sklearn*2)  | b
            this version                   | format: sklearn, formatVersion: "2" | -             | -                  | a(sklearn/1*9) b(sklearn/2*1)        | b
            any version                    | format: sklearn                    | -              | -                  | a(sklearn/1*9) b(sklearn/2*1)        | a
            a version is a word            | format: sklearn, formatVersion: "1.0" | -           | -                  | a(sklearn/1*)                        | RuntimeNotFound
            no version is not any version  | format: sklearn, formatVersion: "1" | -             | -                  | a(sklearn*)                          | RuntimeNotFound
            v1 is taken for granted        | format: sklearn                    | -              | -                  | a(sklearn*1 v1) b(sklearn*2 v2)      | a
            where nothing speaks v1        | format: sklearn                    | -              | -                  | a(sklearn*1 v2) b(sklearn*2 grpc-v2) | b
            says nothing of protocols      | format: sklearn                    | -              | -                  | a(sklearn*1 v1) b(sklearn*2)         | b
            the protocol that is named     | format: sklearn                    | protocol: v2   | -                  | a(sklearn*9 v1) b(sklearn*1 v1 v2)   | b
            the first protocol is better   | format: sklearn                    | protocol: v2   | -                  | a(sklearn* v1 v2) b(sklearn* v2)     | a
            KServe has no word for openai  | format: huggingface                | protocol: openai | -                | a(huggingface* v1 v2)                | a
            no runtime speaks it           | format: sklearn                    | protocol: grpc-v2 | -               | a(sklearn* v1 v2)                    | RuntimeNotFound
            no runtime serves it           | format: paddle                     | -              | a(sklearn*)        | b(xgboost*)                          | RuntimeNotFound
            one kind is enough             | format: sklearn                    | -              | not installed      | a(sklearn*)                          | a
            the cluster's are out of reach | format: sklearn                    | -              | a(sklearn*)        | out of reach                         | a
            neither kind is there          | format: sklearn                    | -              | not installed      | not installed                        | RuntimeKindMissing
            named                          | -                                  | 'ref: {kind: ServingRuntime, name: a}' | a(sklearn) b(sklearn) | -         | a
            named, of the cluster          | -                                  | 'ref: {kind: ClusterServingRuntime, name: a}' | a(x) | a(sklearn)          | a
            named, not there               | -                                  | 'ref: {kind: ServingRuntime, name: c}' | a(sklearn) | -                    | RuntimeNotFound
            named, disabled                | -                                  | 'ref: {kind: ServingRuntime, name: a}' | a(sklearn disabled) | -           | RuntimeDisabled
            named, of another format       | format: xgboost                    | 'ref: {kind: ServingRuntime, name: a}' | a(sklearn) | -                    | RuntimeUnsuitable
            named, even for onnx           | format: onnx                       | 'ref: {kind: ServingRuntime, name: a}' | a(onnx) | -                       | a
            named, of another version      | format: xgboost, formatVersion: "2" | 'ref: {kind: ServingRuntime, name: a}' | a(xgboost/1) | -                 | RuntimeUnsuitable
            named, of another protocol     | -                                  | 'ref: {kind: ServingRuntime, name: a}, protocol: v2' | a(sklearn v1) | -   | RuntimeUnsuitable
            named, for many models         | -                                  | 'ref: {kind: ServingRuntime, name: a}' | a(sklearn multiModel) | -         | RuntimeUnsuitable
            named, of many nodes           | -                                  | 'ref: {kind: ServingRuntime, name: a}' | a(sklearn multiNode) | -          | RuntimeUnsuitable
            named, no such kind            | -                                  | 'ref: {kind: ServingRuntime, name: a}' | not installed | a(sklearn)        | RuntimeKindMissing
            named, out of reach            | -                                  | 'ref: {kind: ClusterServingRuntime, name: a}' | - | out of reach           | RuntimeKindMissing
            """)
    void isFound(
            String why,
            @Nullable String model,
            @Nullable String runtime,
            @Nullable String ofNamespace,
            @Nullable String ofCluster,
            String expected) {
        var choice = RuntimeChoice.of(Shelf.model(model, runtime, null), Shelf.of(ofNamespace, ofCluster));

        assertThat(word(choice)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # why                        | spec.model      | before | the namespace's | the cluster's              | expected
            a newer one has come         | format: sklearn | a      | -               | a(sklearn*) b(sklearn*)    | a
            a better one has come        | format: sklearn | a      | -               | a(sklearn*1) b(sklearn*2)  | a
            one of the namespace         | format: sklearn | a      | b(sklearn*)     | a(sklearn*)                | a
            it is gone                   | format: sklearn | a      | -               | b(sklearn*)                | b
            it is gone, and nothing else | format: sklearn | a      | -               | b(xgboost*)                | RuntimeNotFound
            it was disabled              | format: sklearn | a      | -               | a(sklearn* disabled) b(sklearn*) | b
            the format was edited        | format: xgboost | a      | -               | a(sklearn*) b(xgboost*)    | b
            it serves the new format too | format: xgboost | a      | -               | a(sklearn* xgboost*1) b(xgboost*2) | a
            """)
    void isKeptAsLongAsItFits(
            String why,
            String model,
            String before,
            @Nullable String ofNamespace,
            @Nullable String ofCluster,
            String expected) {
        var status = "{kind: ClusterServingRuntime, name: %s}".formatted(before);

        var choice = RuntimeChoice.of(Shelf.model(model, null, status), Shelf.of(ofNamespace, ofCluster));

        assertThat(word(choice)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            format: sklearn, formatVersion: "2" | protocol: v2 | a(sklearn/1 v1) | b(xgboost* disabled) | no runtime here chooses itself for format sklearn, version 2, over protocol v2; make one, or name one in runtime.ref (there is: a (sklearn 1; v1))
            format: sklearn | - | - | -                         | no runtime here chooses itself for format sklearn; make one, or name one in runtime.ref (there is none)
            format: sklearn | - | not installed | not installed | the operator's own runtime serves onnx and gguf, not sklearn, and this cluster has no kind ServingRuntime that could bring one that does; install KServe's CRDs or the chart's (kserveRuntimes.installCRDs=true), or use runtime.image
            -               | 'ref: {kind: ServingRuntime, name: c}' | b(x) a(x) | - | there is no ServingRuntime c; make it, or name another in runtime.ref (there is: a, b)
            -               | 'ref: {kind: ServingRuntime, name: c}' | not installed | - | this cluster has no kind ServingRuntime; install KServe's CRDs or the chart's (kserveRuntimes.installCRDs=true), or use runtime.image
            -               | 'ref: {kind: ClusterServingRuntime, name: c}' | - | out of reach | this operator watches single namespaces and may not read ClusterServingRuntime objects; make a ServingRuntime in this namespace and name that
            -               | 'ref: {kind: ServingRuntime, name: a}' | a(x disabled) | - | ServingRuntime a is disabled; have it enabled, or name another in runtime.ref
            format: xgboost | 'ref: {kind: ServingRuntime, name: a}' | a(sklearn/1 v1) | - | ServingRuntime a does not serve format xgboost; it serves sklearn 1
            -               | 'ref: {kind: ServingRuntime, name: a}, protocol: v2' | a(sklearn v1 grpc-v1) | - | ServingRuntime a does not speak protocol v2; it speaks v1, grpc-v1
            """)
    void whatIsMissingIsToldWithWhatThereIs(
            @Nullable String model,
            @Nullable String runtime,
            @Nullable String ofNamespace,
            @Nullable String ofCluster,
            String message) {
        var choice = RuntimeChoice.of(Shelf.model(model, runtime, null), Shelf.of(ofNamespace, ofCluster));

        assertThat(choice)
                .isInstanceOfSatisfying(
                        Choice.None.class, none -> assertThat(none.message()).isEqualTo(message));
    }

    private static String word(Choice choice) {
        return switch (choice) {
            case Choice.None none -> none.reason().value();
            case Choice.Found(Serving.Ours _) -> "ours";
            case Choice.Found(Serving.Image _) -> "image";
            case Choice.Found(Serving.Kserve kserve) -> kserve.name().name();
        };
    }
}
