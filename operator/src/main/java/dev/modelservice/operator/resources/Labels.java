package dev.modelservice.operator.resources;

import dev.modelservice.api.v1alpha1.ModelService;
import java.util.Map;
import java.util.TreeMap;

/** Every label and annotation key of ours, and the label sets made of them. */
public final class Labels {

    public static final String NAME = "app.kubernetes.io/name";
    public static final String INSTANCE = "app.kubernetes.io/instance";
    public static final String COMPONENT = "app.kubernetes.io/component";
    public static final String MANAGED_BY = "app.kubernetes.io/managed-by";

    /** On a revision's Service, and so on its EndpointSlices: which ModelService's pods they are. */
    public static final String MODEL = "modelservice.dev/name";

    /** On pods, and on whatever belongs to one revision: which. */
    public static final String REVISION = "modelservice.dev/revision";

    /** On children, an annotation: digest of what we last applied, so that a field we no longer send is noticed. */
    public static final String APPLIED = "modelservice.dev/applied";

    /** On a ModelService, an annotation: what somebody asks for, {@code VERB[/REVISION]@TOKEN}. */
    public static final String ACTION = "modelservice.dev/action";

    /** On the gateway's pods: the name of its Service. */
    public static final String GATEWAY = "modelservice.dev/gateway";

    /** On an EndpointSlice: whose it is. */
    public static final String SERVICE_NAME = "kubernetes.io/service-name";

    /** On an EndpointSlice: who keeps it. A Service's own label is copied to slices that we do not keep. */
    public static final String SLICE_MANAGED_BY = "endpointslice.kubernetes.io/managed-by";

    /** The informer's selector for EndpointSlices that this operator made. */
    public static final String OUR_SLICES = SLICE_MANAGED_BY + "=" + Names.FIELD_MANAGER;

    /** The informers' selector: everything that this operator made. */
    public static final String OURS = MANAGED_BY + "=" + Names.FIELD_MANAGER;

    /** The component that serves. */
    private static final String RUNTIME = "runtime";

    private Labels() {}

    /** What selects the pods of a ModelService, of all its revisions; never changes over its life. */
    public static Map<String, String> selector(ModelService service) {
        return new TreeMap<>(Map.of(MANAGED_BY, Names.FIELD_MANAGER, INSTANCE, Names.of(service), COMPONENT, RUNTIME));
    }

    /** What selects the pods of one revision. */
    public static Map<String, String> selector(ModelService service, String revision) {
        var labels = selector(service);
        labels.put(REVISION, revision);
        return labels;
    }

    /** The labels of every child of a ModelService. */
    public static Map<String, String> of(ModelService service) {
        var labels = new TreeMap<>(selector(service));
        labels.put(NAME, "modelservice");
        return labels;
    }

    /** The labels of what all ModelServices of a namespace share. */
    public static Map<String, String> shared() {
        return new TreeMap<>(Map.of(MANAGED_BY, Names.FIELD_MANAGER, NAME, "modelservice", COMPONENT, RUNTIME));
    }

    /** A label set as {@code kubectl -l} and the scale subresource write it. */
    public static String asSelector(Map<String, String> labels) {
        return new TreeMap<>(labels)
                .entrySet().stream()
                        .map(label -> label.getKey() + "=" + label.getValue())
                        .reduce((left, right) -> left + "," + right)
                        .orElse("");
    }
}
