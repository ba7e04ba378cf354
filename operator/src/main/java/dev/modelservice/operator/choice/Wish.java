package dev.modelservice.operator.choice;

import static java.util.Comparator.reverseOrder;

import dev.modelservice.api.kserve.ServingRuntimeSpec;
import dev.modelservice.api.kserve.SupportedModelFormat;
import dev.modelservice.api.v1alpha1.ModelServiceSpec;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a ModelService asks of a runtime. Null: it does not say. */
record Wish(
        @Nullable String format,
        @Nullable String version,
        @Nullable Protocol protocol) {

    static Wish of(ModelServiceSpec spec) {
        var protocol = spec.runtime() == null ? null : spec.runtime().protocol();
        return new Wish(
                spec.model().format(),
                spec.model().formatVersion(),
                Protocol.of(protocol).orElse(null));
    }

    Wish over(@Nullable Protocol other) {
        return new Wish(format, version, other);
    }

    boolean isServedBy(ServingRuntimeSpec runtime) {
        return format == null || matches(runtime).findAny().isPresent();
    }

    boolean isSpokenBy(ServingRuntimeSpec runtime) {
        return protocol == null || protocol.isSpokenBy(runtime);
    }

    /** Whether a runtime may be chosen without being named. */
    boolean isFor(Candidate candidate) {
        return !candidate.isDisabled()
                && !candidate.isMultiModel()
                && !candidate.isMultiNode()
                && isSpokenBy(candidate.spec())
                && matches(candidate.spec()).anyMatch(Wish::choosesItself);
    }

    /** The best first: priority, then protocol, then the newest, then by name. */
    Comparator<Candidate> order() {
        return Comparator.<Candidate>comparingInt(this::priority)
                .reversed()
                .thenComparingInt(candidate -> Protocol.rank(candidate.spec()))
                .thenComparing(Candidate::created, reverseOrder())
                .thenComparing(candidate -> candidate.id().name());
    }

    String words() {
        return "format " + format + (version == null ? "" : ", version " + version)
                + (protocol == null ? "" : ", over protocol " + protocol.value());
    }

    // Versions are compared letter by letter: 1 does not serve 1.2, nor does a runtime that names no version.
    private Stream<SupportedModelFormat> matches(ServingRuntimeSpec runtime) {
        return runtime.supportedModelFormats().stream()
                .filter(supported -> supported.name().equals(format))
                .filter(supported -> version == null || version.equals(supported.version()));
    }

    // One without a priority comes after all that have one; the least that KServe's schema allows is 1.
    private int priority(Candidate candidate) {
        return matches(candidate.spec())
                .filter(Wish::choosesItself)
                .map(SupportedModelFormat::priority)
                .flatMap(priority -> Optional.ofNullable(priority).stream())
                .max(Comparator.naturalOrder())
                .orElse(0);
    }

    private static boolean choosesItself(SupportedModelFormat supported) {
        return Boolean.TRUE.equals(supported.autoSelect());
    }
}
