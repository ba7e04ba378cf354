package dev.modelservice.operator.resources;

import static java.util.Objects.requireNonNullElse;
import static java.util.Objects.requireNonNullElseGet;

import io.fabric8.kubernetes.api.model.Capabilities;
import io.fabric8.kubernetes.api.model.CapabilitiesBuilder;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSecurityContextBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The security settings that Pod Security level "restricted" wants, and a read-only root file system beside. */
final class Restricted {

    /** User and group of our images. */
    private static final long NOBODY = 65532;

    private Restricted() {}

    /** For another image the image's own user is kept, as long as it is not root. */
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

    /** Ours, where a runtime says nothing. What it asks for beyond "restricted" it gets if Pod Security allows it. */
    static SecurityContext under(@Nullable SecurityContext theirs) {
        if (theirs == null) {
            return container();
        }
        var capabilities = requireNonNullElseGet(theirs.getCapabilities(), Capabilities::new);
        return new SecurityContextBuilder(theirs)
                .withAllowPrivilegeEscalation(mayEscalate(theirs, capabilities))
                .withReadOnlyRootFilesystem(requireNonNullElse(theirs.getReadOnlyRootFilesystem(), true))
                .withCapabilities(new CapabilitiesBuilder(capabilities)
                        .withDrop(capabilities.getDrop().isEmpty() ? List.of("ALL") : capabilities.getDrop())
                        .build())
                .build();
    }

    // The API server refuses a no beside what is as good as root.
    private static @Nullable Boolean mayEscalate(SecurityContext theirs, Capabilities capabilities) {
        var said = theirs.getAllowPrivilegeEscalation();
        var asRoot = Boolean.TRUE.equals(theirs.getPrivileged())
                || capabilities.getAdd().contains("SYS_ADMIN");
        var keep = said != null || asRoot;
        return keep ? said : Boolean.FALSE;
    }
}
