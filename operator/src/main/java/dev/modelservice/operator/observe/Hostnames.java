package dev.modelservice.operator.observe;

import static java.util.Comparator.comparing;

import dev.modelservice.api.v1alpha1.ModelService;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who has a host name that several ModelServices want. The gateway serves it by the same rule. */
public final class Hostnames {

    /** The name of what watches them, and of the indexes by host name. */
    public static final String NAME = "Hostname";

    private static final Comparator<ModelService> OLDER_FIRST = comparing(
                    (ModelService service) -> service.getMetadata().getCreationTimestamp())
            .thenComparing(service -> service.getMetadata().getNamespace())
            .thenComparing(service -> service.getMetadata().getName());

    private Hostnames() {}

    /** The host name that it asks for; none or one, as an index has it. */
    public static List<String> of(ModelService service) {
        var hostname = service.getSpec() == null
                ? null
                : service.getSpec().endpointOrDefault().hostname();
        return hostname == null ? List.of() : List.of(hostname);
    }

    /**
     * Who has it instead of this ModelService, as {@code namespace/name}; null where it is its own, or it wants none. Asked of the
     * informer that wakes it, not of the primary cache: that is another watch, which may not have seen yet what this one tells of.
     */
    static @Nullable String holder(ModelService service, Context<ModelService> context) {
        return of(service).stream()
                .flatMap(hostname -> Caches.find(ModelService.class, NAME, context).stream()
                        .flatMap(source -> source.byIndex(NAME, hostname).stream()))
                .filter(other -> OLDER_FIRST.compare(other, service) < 0)
                .min(OLDER_FIRST)
                .map(older -> older.getMetadata().getNamespace() + "/"
                        + older.getMetadata().getName())
                .orElse(null);
    }
}
