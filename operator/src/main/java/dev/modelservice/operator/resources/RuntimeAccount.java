package dev.modelservice.operator.resources;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import java.util.List;

/** The ServiceAccount of all model pods in a namespace: an identity without rights, and without a token. */
public final class RuntimeAccount {

    private RuntimeAccount() {}

    /** The ServiceAccount as it should be. */
    public static ServiceAccount desired(String namespace, List<OwnerReference> owners) {
        return new ServiceAccountBuilder()
                .withMetadata(Metadata.shared(namespace, owners))
                .withAutomountServiceAccountToken(false)
                .build();
    }
}
