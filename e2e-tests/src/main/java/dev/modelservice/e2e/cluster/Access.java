package dev.modelservice.e2e.cluster;

import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One user's way into the API server. */
public record Access(String server, Path certificateAuthority, String token) {

    public Access withToken(String other) {
        return new Access(server, certificateAuthority, other);
    }

    /** The user agent tells this client's requests apart in the audit log. */
    public KubernetesClient client(String userAgent) {
        var config = new ConfigBuilder()
                .withAutoConfigure(false)
                .withMasterUrl(server)
                .withCaCertFile(certificateAuthority.toString())
                .withOauthToken(token)
                .withUserAgent(userAgent)
                .withNamespace("default")
                .withMaxConcurrentRequests(64)
                .withMaxConcurrentRequestsPerHost(64)
                .build();
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    public Path writeKubeconfig(Path file) {
        String content = """
                apiVersion: v1
                kind: Config
                current-context: test
                contexts:
                - name: test
                  context: {cluster: test, user: test}
                clusters:
                - name: test
                  cluster: {server: "%s", certificate-authority: "%s"}
                users:
                - name: test
                  user: {token: "%s"}
                """.formatted(server, certificateAuthority, token);
        try {
            return Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }
}
