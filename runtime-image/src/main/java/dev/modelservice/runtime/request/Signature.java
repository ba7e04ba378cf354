package dev.modelservice.runtime.request;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** All that a model takes and gives. */
public record Signature(List<TensorSpec> inputs, List<TensorSpec> outputs) {

    public Signature {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** What is wrong with a request for this model, if anything. */
    public Optional<Rejection.Malformed> objection(InferenceRequest request) {
        Set<String> seen = new HashSet<>();
        for (Tensor tensor : request.inputs()) {
            if (!seen.add(tensor.name())) {
                return Optional.of(new Rejection.Malformed("input '%s' is given twice".formatted(tensor.name())));
            }
            Optional<TensorSpec> spec = find(inputs, tensor.name());
            if (spec.isEmpty()) {
                return Optional.of(unknownInput(tensor.name()));
            }
            Optional<String> objection = spec.get().objection(tensor);
            if (objection.isPresent()) {
                return objection.map(Rejection.Malformed::new);
            }
        }
        return missingInput(seen).or(() -> unknownOutput(request)).or(() -> repeatedOutput(request));
    }

    /** An output asked for a thousand times would be a thousand times the answer. */
    private static Optional<Rejection.Malformed> repeatedOutput(InferenceRequest request) {
        Set<String> seen = new HashSet<>();
        return request.outputs().stream()
                .filter(name -> !seen.add(name))
                .findFirst()
                .map(name -> new Rejection.Malformed("output '%s' is asked for twice".formatted(name)));
    }

    private Optional<Rejection.Malformed> missingInput(Set<String> given) {
        return inputs.stream()
                .filter(spec -> !given.contains(spec.name()))
                .findFirst()
                .map(spec -> new Rejection.Malformed(
                        "input '%s' is missing; the model takes: %s".formatted(spec.name(), describe(inputs))));
    }

    private Optional<Rejection.Malformed> unknownOutput(InferenceRequest request) {
        return request.outputs().stream()
                .filter(name -> find(outputs, name).isEmpty())
                .findFirst()
                .map(name -> new Rejection.Malformed(
                        "unknown output '%s'; the model gives: %s".formatted(name, describe(outputs))));
    }

    /**
     * The input of this name.
     *
     * @throws RejectedException if there is none
     */
    public TensorSpec requireInput(String name) {
        return find(inputs, name).orElseThrow(() -> new RejectedException(unknownInput(name)));
    }

    private Rejection.Malformed unknownInput(String name) {
        return new Rejection.Malformed("unknown input '%s'; the model takes: %s".formatted(name, describe(inputs)));
    }

    private static Optional<TensorSpec> find(List<TensorSpec> specs, String name) {
        return specs.stream().filter(spec -> spec.name().equals(name)).findFirst();
    }

    private static String describe(List<TensorSpec> specs) {
        return specs.stream().map(TensorSpec::toString).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return describe(inputs) + " -> " + describe(outputs);
    }
}
