package dev.modelservice.gateway.watch;

import dev.modelservice.api.v1alpha1.EndpointSpec;
import dev.modelservice.api.v1alpha1.ModelService;
import dev.modelservice.api.v1alpha1.RevisionStatus;
import dev.modelservice.api.v1alpha1.SessionSpec;
import dev.modelservice.gateway.route.Limits;
import dev.modelservice.gateway.route.ModelName;
import dev.modelservice.gateway.route.ModelRoute;
import dev.modelservice.gateway.route.Revision;
import dev.modelservice.gateway.route.SessionRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Turns a ModelService and its endpoints into a route. */
final class Routes {

    private static final Endpoints NONE = Endpoints.of(List.of());

    private Routes() {}

    static ModelRoute of(ModelService service, SortedMap<String, Endpoints> endpoints) {
        EndpointSpec endpoint = service.getSpec() == null || service.getSpec().endpoint() == null
                ? EndpointSpec.DEFAULT
                : service.getSpec().endpoint();
        String candidate =
                service.getStatus() == null ? null : service.getStatus().candidateRevision();
        return new ModelRoute(
                new ModelName(
                        service.getMetadata().getNamespace(),
                        service.getMetadata().getName()),
                createdSeconds(service),
                endpoint.hostname(),
                candidate,
                limits(endpoint),
                session(endpoint.session()),
                revisions(service, candidate, endpoints));
    }

    private static long createdSeconds(ModelService service) {
        String created = service.getMetadata().getCreationTimestamp();
        return created == null ? 0 : Instant.parse(created).getEpochSecond();
    }

    private static Limits limits(EndpointSpec endpoint) {
        return new Limits(
                endpoint.concurrencyPerReplica(),
                endpoint.queueLimit(),
                Duration.ofSeconds(endpoint.queueTimeoutSeconds()),
                Duration.ofSeconds(endpoint.requestTimeoutSeconds()),
                endpoint.maxRequestBytes().getNumericalAmount().longValue());
    }

    private static @Nullable SessionRule session(@Nullable SessionSpec session) {
        if (session == null) {
            return null;
        }
        return session.header() == null
                ? new SessionRule.OpenAiUser()
                : new SessionRule.Header(session.header().toLowerCase(Locale.ROOT));
    }

    private static List<Revision> revisions(
            ModelService service, @Nullable String candidate, SortedMap<String, Endpoints> endpoints) {
        List<RevisionStatus> told = told(service);
        boolean isNobodyReady = told.isEmpty()
                ? endpoints.values().stream().allMatch(found -> found.ready().isEmpty())
                : told.stream()
                        .filter(revision -> revision.weight() > 0)
                        .allMatch(revision -> endpoints
                                .getOrDefault(revision.name(), NONE)
                                .ready()
                                .isEmpty());
        List<Revision> revisions = new ArrayList<>();
        for (RevisionStatus revision : told) {
            Endpoints found = endpoints.getOrDefault(revision.name(), NONE);
            revisions.add(revision(revision.name(), revision.weight(), revision.mirrorPercent(), found, isNobodyReady));
        }
        if (told.isEmpty()) {
            for (Map.Entry<String, Endpoints> found : endpoints.entrySet()) {
                revisions.add(revision(found.getKey(), 1, 0, found.getValue(), isNobodyReady));
            }
        }
        if (candidate != null
                && revisions.stream().noneMatch(revision -> revision.name().equals(candidate))) {
            // It has no share yet, and can be asked by its name.
            revisions.add(revision(candidate, 0, 0, endpoints.getOrDefault(candidate, NONE), isNobodyReady));
        }
        return revisions;
    }

    private static List<RevisionStatus> told(ModelService service) {
        return service.getStatus() == null || service.getStatus().revisions() == null
                ? List.of()
                : service.getStatus().revisions();
    }

    private static Revision revision(String name, int weight, int mirror, Endpoints found, boolean isNobodyReady) {
        boolean last = isNobodyReady && found.ready().isEmpty();
        return new Revision(name, weight, mirror, List.copyOf(last ? found.ending() : found.ready()));
    }
}
