package dev.modelservice.operator.choice;

import static java.util.Objects.requireNonNullElse;

import dev.modelservice.api.v1alpha1.ModelService;
import dev.modelservice.api.v1alpha1.ModelServiceSpec;
import dev.modelservice.api.v1alpha1.Reason;
import dev.modelservice.api.v1alpha1.RuntimeRef;
import dev.modelservice.api.v1alpha1.RuntimeSpec;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The rules by which the program that serves a model is found. */
public final class RuntimeChoice {

    private static final Set<String> OUR_FORMATS = Set.of("onnx", "gguf");

    private RuntimeChoice() {}

    /** Whether one of KServe's runtimes is to serve the model. */
    public static boolean isKserves(ModelServiceSpec spec) {
        var runtime = runtime(spec);
        var format = spec.model().format();
        return runtime.ref() != null || (runtime.image() == null && format != null && !OUR_FORMATS.contains(format));
    }

    /** Finds it: what the spec names first, then our own runtime where it will do, then what KServe's objects offer. */
    public static Choice of(ModelService service, Runtimes runtimes) {
        var spec = service.getSpec();
        var runtime = runtime(spec);
        if (runtime.ref() != null) {
            return named(service, runtime.ref(), runtimes);
        }
        if (runtime.image() != null) {
            return new Choice.Found(new Serving.Image(runtime));
        }
        return isKserves(spec) ? byFormat(service, runtimes) : new Choice.Found(new Serving.Ours(runtime));
    }

    private static RuntimeSpec runtime(ModelServiceSpec spec) {
        return requireNonNullElse(spec.runtime(), RuntimeSpec.OURS);
    }

    private static Choice named(ModelService service, RuntimeRef ref, Runtimes runtimes) {
        var kind = runtimes.of(ref.kind());
        if (kind.state() != Runtimes.State.WATCHED) {
            return new Choice.None(
                    Reason.RUNTIME_KIND_MISSING,
                    Words.missing(ref.kind(), kind.state()),
                    kind.state() == Runtimes.State.NOT_INSTALLED);
        }
        return kind.find(ref.name())
                .map(candidate ->
                        unsuitable(Wish.of(service.getSpec()), candidate).orElseGet(() -> serve(service, candidate)))
                .orElseGet(() -> none(Reason.RUNTIME_NOT_FOUND, Words.notThere(ref, kind)));
    }

    private static Optional<Choice> unsuitable(Wish wish, Candidate candidate) {
        if (candidate.isDisabled()) {
            return Optional.of(none(Reason.RUNTIME_DISABLED, Words.disabled(candidate)));
        }
        return Stream.of(
                        candidate.isMultiModel() ? Words.MULTI_MODEL : "",
                        candidate.isMultiNode() ? Words.MULTI_NODE : "",
                        wish.isServedBy(candidate.spec()) ? "" : Words.otherFormat(wish, candidate),
                        wish.isSpokenBy(candidate.spec()) ? "" : Words.otherProtocol(wish, candidate))
                .filter(words -> !words.isEmpty())
                .findFirst()
                .map(words -> none(Reason.RUNTIME_UNSUITABLE, Words.name(candidate.id()) + " " + words));
    }

    private static Choice byFormat(ModelService service, Runtimes runtimes) {
        var wish = Wish.of(service.getSpec());
        var status = service.getStatus();
        var before = status == null ? null : status.runtime();
        return AutomaticChoice.of(wish, before, runtimes)
                .map(candidate -> serve(service, candidate))
                .orElseGet(() -> runtimes.isAnyWatched()
                        ? new Choice.None(
                                Reason.RUNTIME_NOT_FOUND, Words.noneFits(wish, runtimes), runtimes.isAnyNotInstalled())
                        : new Choice.None(
                                Reason.RUNTIME_KIND_MISSING, Words.noKind(wish), runtimes.isAnyNotInstalled()));
    }

    private static Choice serve(ModelService service, Candidate candidate) {
        var container = PodReader.serving(candidate.spec());
        if (container.isEmpty()) {
            return invalid(candidate, Words.NO_CONTAINER);
        }
        var wish = Wish.of(service.getSpec());
        var protocol = requireNonNullElse(wish.protocol(), Protocol.first(candidate.spec()));
        var defaults = ServerDefaults.of(candidate, wish, protocol, service);
        var placeholders = new Placeholders(service.getMetadata(), defaults.labels());
        var unknown = placeholders.firstUnknown(container.get());
        if (unknown.isPresent()) {
            return invalid(candidate, unknown.get());
        }
        try {
            return new Choice.Found(new Serving.Kserve(
                    runtime(service.getSpec()),
                    candidate.id(),
                    PodReader.container(placeholders.fill(container.get())),
                    PodReader.wishes(candidate.spec()),
                    defaults.environment(),
                    protocol,
                    Protocol.spoken(candidate.spec())));
        } catch (IllegalArgumentException noPart) {
            return invalid(candidate, Words.notAPod(noPart));
        }
    }

    private static Choice invalid(Candidate candidate, String words) {
        return none(Reason.RUNTIME_INVALID, Words.name(candidate.id()) + " " + words);
    }

    private static Choice none(Reason reason, String message) {
        return new Choice.None(reason, message, false);
    }
}
