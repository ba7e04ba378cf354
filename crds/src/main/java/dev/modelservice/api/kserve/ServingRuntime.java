package dev.modelservice.api.kserve;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;
import org.jspecify.annotations.Nullable;

/** A runtime that the models of one namespace may use. */
@Group(ServingRuntime.GROUP)
@Version(ServingRuntime.VERSION)
@Kind(ServingRuntime.KIND)
@Singular("servingruntime")
@Plural("servingruntimes")
public class ServingRuntime extends CustomResource<ServingRuntimeSpec, Void> implements Namespaced {

    private static final long serialVersionUID = 1;

    /** KServe's API group. */
    public static final String GROUP = "serving.kserve.io";

    /** The version of both kinds. */
    public static final String VERSION = "v1alpha1";

    /** The kind, as written in manifests. */
    public static final String KIND = "ServingRuntime";

    // A record has no empty constructor.
    @Override
    protected @Nullable ServingRuntimeSpec initSpec() {
        return null;
    }
}
