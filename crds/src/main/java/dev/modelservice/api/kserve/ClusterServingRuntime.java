package dev.modelservice.api.kserve;

import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;
import org.jspecify.annotations.Nullable;

/** A runtime that the models of every namespace may use. */
@Group(ServingRuntime.GROUP)
@Version(ServingRuntime.VERSION)
@Kind(ClusterServingRuntime.KIND)
@Singular("clusterservingruntime")
@Plural("clusterservingruntimes")
public class ClusterServingRuntime extends CustomResource<ServingRuntimeSpec, Void> {

    private static final long serialVersionUID = 1;

    /** The kind, as written in manifests. */
    public static final String KIND = "ClusterServingRuntime";

    // A record has no empty constructor.
    @Override
    protected @Nullable ServingRuntimeSpec initSpec() {
        return null;
    }
}
