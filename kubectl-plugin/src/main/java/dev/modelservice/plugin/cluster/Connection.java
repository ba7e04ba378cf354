package dev.modelservice.plugin.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which cluster and namespace is meant, as kubectl's options say it; null: what kubectl would take.
 *
 * @param kubeconfig a file instead of those that KUBECONFIG names, or ~/.kube/config
 */
public record Connection(
        @Nullable Path kubeconfig,
        @Nullable String context,
        @Nullable String namespace) {

    /** Set in every pod: there the cluster is the one around it. */
    private static final String POD = "KUBERNETES_SERVICE_HOST";

    private static final int RETRIES = 2;
    private static final int PATIENCE_MILLIS = 10_000;

    public Cluster open() {
        var config = new ConfigBuilder(config())
                .withUserAgent("kubectl-modelservice")
                .withRequestRetryBackoffLimit(RETRIES)
                .withConnectionTimeout(PATIENCE_MILLIS)
                .build();
        var client = new KubernetesClientBuilder().withConfig(config).build();
        var chosen = namespace == null ? config.getNamespace() : namespace;
        return new Cluster(client, Objects.requireNonNullElse(chosen, "default"));
    }

    private Config config() {
        if (kubeconfig != null) {
            if (!Files.isReadable(kubeconfig)) {
                throw new Refusal("the file " + kubeconfig + " cannot be read");
            }
            System.setProperty(Config.KUBERNETES_KUBECONFIG_FILE, kubeconfig.toString());
        }
        var config = Config.autoConfigure(context);
        var known = config.getContexts();
        if (known.isEmpty() && System.getenv(POD) == null) {
            throw new Refusal("there is no kubeconfig: set KUBECONFIG, or use --kubeconfig");
        }
        // The client would take the current one instead.
        if (context != null && known.stream().noneMatch(each -> each.getName().equals(context))) {
            throw new Refusal("there is no context " + context + " in the kubeconfig");
        }
        return config;
    }
}
