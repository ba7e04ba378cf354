package dev.modelservice.operator.choice;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonMappingException;
import dev.modelservice.api.kserve.ServingRuntime;
import dev.modelservice.api.kserve.SupportedModelFormat;
import dev.modelservice.api.v1alpha1.RuntimeRef;
import dev.modelservice.api.v1alpha1.RuntimeStatus;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** What to tell the user about runtimes: what is the case, what there is instead, and what to do. */
final class Words {

    static final String MULTI_MODEL =
            "is for ModelMesh (multiModel), which loads many models into one pod; name another";
    static final String MULTI_NODE = "spans several nodes (workerSpec), which is not supported; name another";
    static final String NO_CONTAINER =
            "has no container named kserve-container, which is the one that serves; give it that name";

    /** A message is for reading. */
    private static final int MOST = 8;

    private Words() {}

    static String name(RuntimeStatus id) {
        return id.kind() + " " + id.name();
    }

    static String missing(String kind, Runtimes.State state) {
        return state == Runtimes.State.OUT_OF_REACH
                ? "this operator watches single namespaces and may not read %s objects; make a %s in this namespace and name that"
                        .formatted(kind, ServingRuntime.KIND)
                : "this cluster has no kind %s; install KServe's CRDs or the chart's (kserveRuntimes.installCRDs=true), or use runtime.image"
                        .formatted(kind);
    }

    static String noKind(Wish wish) {
        return ("the operator's own runtime serves onnx and gguf, not %s, and this cluster has no kind ServingRuntime that"
                        + " could bring one that does; install KServe's CRDs or the chart's (kserveRuntimes.installCRDs=true),"
                        + " or use runtime.image")
                .formatted(wish.format());
    }

    static String notThere(RuntimeRef ref, Runtimes.Kind kind) {
        var there = listed(kind.candidates(), candidate -> candidate.id().name());
        return "there is no %s %s; make it, or name another in runtime.ref (there %s)"
                .formatted(ref.kind(), ref.name(), there.isEmpty() ? "is none" : "is: " + there);
    }

    static String disabled(Candidate candidate) {
        return name(candidate.id()) + " is disabled; have it enabled, or name another in runtime.ref";
    }

    static String otherFormat(Wish wish, Candidate candidate) {
        return "does not serve %s; it serves %s".formatted(wish.over(null).words(), formats(candidate));
    }

    static String otherProtocol(Wish wish, Candidate candidate) {
        return "does not speak protocol %s; it speaks %s"
                .formatted(wish.protocol() == null ? "" : wish.protocol().value(), protocols(candidate));
    }

    static String noneFits(Wish wish, Runtimes runtimes) {
        var there = listed(
                Stream.of(runtimes.ofNamespace(), runtimes.ofCluster())
                        .flatMap(kind -> kind.candidates().stream())
                        .filter(candidate -> !candidate.isDisabled())
                        .toList(),
                candidate -> "%s (%s; %s)".formatted(candidate.id().name(), formats(candidate), protocols(candidate)));
        return "no runtime here chooses itself for %s; make one, or name one in runtime.ref (there %s)"
                .formatted(wish.words(), there.isEmpty() ? "is none" : "is: " + there);
    }

    static String notAPod(IllegalArgumentException noPart) {
        var where = noPart.getCause() instanceof JsonMappingException mismatch
                ? mismatch.getPath().stream().map(Words::step).collect(joining())
                : "";
        return "has a value that no pod can have" + (where.isEmpty() ? "" : ", at " + where.substring(1));
    }

    private static String step(JsonMappingException.Reference reference) {
        return reference.getFieldName() == null ? "[" + reference.getIndex() + "]" : "." + reference.getFieldName();
    }

    private static String formats(Candidate candidate) {
        var formats = candidate.spec().supportedModelFormats().stream()
                .map(Words::format)
                .distinct()
                .limit(MOST)
                .collect(joining(", "));
        return formats.isEmpty() ? "no format" : formats;
    }

    private static String format(SupportedModelFormat format) {
        return format.version() == null ? format.name() : format.name() + " " + format.version();
    }

    private static String protocols(Candidate candidate) {
        var protocols = String.join(", ", candidate.spec().protocolVersions());
        return protocols.isEmpty() ? "any protocol" : protocols;
    }

    private static String listed(List<Candidate> candidates, Function<Candidate, String> words) {
        var more = candidates.size() - MOST;
        return candidates.stream().map(words).sorted().limit(MOST).collect(joining(", "))
                + (more > 0 ? ", and %d more".formatted(more) : "");
    }
}
