package dev.modelservice.operator.resources;

import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSecurityContextBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;

/** The security settings that Pod Security level "restricted" wants, and a read-only root file system beside. */
final class Restricted {

    /** User and group of our images. */
    private static final long NOBODY = 65532;

    private Restricted() {}

    /** For a user's image the image's own user is kept, as long as it is not root. */
    static PodSecurityContext pod(boolean ourImage) {
        return new PodSecurityContextBuilder()
                .withRunAsNonRoot(true)
                .withRunAsUser(ourImage ? NOBODY : null)
                .withRunAsGroup(ourImage ? NOBODY : null)
                .withFsGroup(NOBODY)
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .build();
    }

    static SecurityContext container() {
        return new SecurityContextBuilder()
                .withAllowPrivilegeEscalation(false)
                .withReadOnlyRootFilesystem(true)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .build();
    }
}
