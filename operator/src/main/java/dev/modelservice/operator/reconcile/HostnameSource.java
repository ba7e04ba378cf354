package dev.modelservice.operator.reconcile;

import dev.modelservice.api.v1alpha1.ModelService;
import dev.modelservice.operator.observe.Hostnames;
import io.javaoperatorsdk.operator.api.config.informer.FieldSelectorBuilder;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The ModelServices that ask for a host name of their own, and nobody else's: when one comes, changes its mind or goes, those that
 * want the same name hear of it.
 */
final class HostnameSource extends InformerEventSource<ModelService, ModelService> {

    private final IndexerResourceCache<ModelService> primaries;

    private HostnameSource(
            InformerEventSourceConfiguration<ModelService> configuration, EventSourceContext<ModelService> context) {
        super(configuration, context);
        this.primaries = context.getPrimaryCache();
    }

    static HostnameSource of(EventSourceContext<ModelService> context) {
        var primaries = context.getPrimaryCache();
        primaries.addIndexers(Map.of(Hostnames.NAME, Hostnames::of));
        var configuration = InformerEventSourceConfiguration.from(ModelService.class, ModelService.class)
                .withName(Hostnames.NAME)
                .withFieldSelector(new FieldSelectorBuilder()
                        .withoutField("spec.endpoint.hostname", "")
                        .build())
                .withSecondaryToPrimaryMapper(changed -> rivals(changed, primaries))
                // Nobody asks for those of one ModelService: no index of them is needed.
                .withPrimaryToSecondaryMapper((ModelService service) -> Set.of())
                .withOnUpdateFilter((now, before) -> !Hostnames.of(now).equals(Hostnames.of(before)))
                .withNamespacesInheritedFromController();
        var source = new HostnameSource(configuration.build(), context);
        source.addIndexers(Map.of(Hostnames.NAME, Hostnames::of));
        return source;
    }

    /** The name that was given up is free for others; JOSDK itself asks only who wants the new one. */
    @Override
    public void onUpdate(ModelService before, ModelService now) {
        super.onUpdate(before, now);
        if (!Hostnames.of(now).equals(Hostnames.of(before))) {
            rivals(before, primaries).forEach(id -> getEventHandler().handleEvent(new Event(id)));
        }
    }

    private static Set<ResourceID> rivals(ModelService service, IndexerResourceCache<ModelService> primaries) {
        return Hostnames.of(service).stream()
                .flatMap(hostname -> primaries.byIndex(Hostnames.NAME, hostname).stream())
                .map(ResourceID::fromResource)
                .collect(Collectors.toSet());
    }
}
