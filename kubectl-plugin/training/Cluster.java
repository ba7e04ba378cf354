import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * The API server that the plugin talks to while the JVM learns its start: one ModelService in the middle of a rollout, over TLS, with
 * a client's certificate, as most clusters want it. An action is answered at once. Arguments: the key store that keytool made, its
 * password, and the kubeconfig to write.
 */
final class Cluster {

    private static final String SERVICE = """
            {"apiVersion": "modelservice.dev/v1alpha1", "kind": "ModelService",
             "metadata": {"name": "search", "namespace": "training", "uid": "1", "resourceVersion": "%d", "generation": 2,
                          "creationTimestamp": "2026-01-01T00:00:00Z", "annotations": {"modelservice.dev/action": "%s"}},
             "spec": {"model": {"uri": "oci://models.example.com/search:2"}, "replicas": 2,
                      "rollout": {"steps": [{"weight": 10, "holdSeconds": 60}]}},
             "status": {"observedGeneration": 2, "replicas": 2, "readyReplicas": 2, "stableRevision": "search-0000001",
                        "candidateRevision": "search-0000002",
                        "rollout": {"phase": "Complete", "step": 1, "steps": 1, "setWeight": 10, "actualWeight": 10,
                                    "message": "One tenth.", "verdicts": [
                                     {"metric": "errorPercent", "value": "0.1", "bound": "<= 1", "verdict": "Pass",
                                      "at": "2026-01-01T00:00:00Z"}]},
                        "handledAction": {"action": "%s", "accepted": true, "message": "It goes on."},
                        "revisions": [{"name": "search-0000001", "weight": 90}, {"name": "search-0000002", "weight": 10}],
                        "conditions": [{"type": "Ready", "status": "True", "reason": "Serving", "message": "The model answers."}]}}
            """;
    private static final String REVISION = """
            {"apiVersion": "apps/v1", "kind": "ControllerRevision", "revision": %1$d,
             "metadata": {"name": "search-000000%1$d", "namespace": "training", "uid": "r%1$d", "resourceVersion": "%1$d",
                          "creationTimestamp": "2026-01-01T00:00:00Z",
                          "ownerReferences": [{"apiVersion": "modelservice.dev/v1alpha1", "kind": "ModelService", "name": "search",
                                               "uid": "1"}]},
             "data": {"spec": {"model": {"uri": "oci://models.example.com/search:%1$d"}}}}
            """;
    private static final String POD = """
            {"apiVersion": "v1", "kind": "Pod",
             "metadata": {"name": "search-0000001-a", "namespace": "training", "uid": "p", "resourceVersion": "1",
                          "creationTimestamp": "2026-01-01T00:00:00Z",
                          "labels": {"app.kubernetes.io/instance": "search", "modelservice.dev/revision": "search-0000001"}},
             "spec": {"containers": [{"name": "runtime", "image": "example.com/runtime:1"}]},
             "status": {"phase": "Running", "containerStatuses": [
              {"name": "runtime", "ready": true, "restartCount": 0, "state": {"running": {"startedAt": "2026-01-01T00:00:00Z"}}}]}}
            """;
    private static final Pattern ACTION = Pattern.compile("\"modelservice.dev/action\":\"([^\"]*)\"");

    private String action = "";
    private int changes = 1;

    public static void main(String... arguments) throws Exception {
        char[] password = arguments[1].toCharArray();
        KeyStore keys = KeyStore.getInstance(Path.of(arguments[0]).toFile(), password);
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, password);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", new Cluster()::answer);
        server.start();
        Path kubeconfig = Path.of(arguments[2]);
        Path unfinished = kubeconfig.resolveSibling("unfinished");
        Files.writeString(unfinished, kubeconfig(server.getAddress().getPort(), keys, password));
        Files.move(unfinished, kubeconfig);
    }

    private static String kubeconfig(int port, KeyStore keys, char[] password) throws Exception {
        String alias = keys.aliases().nextElement();
        String certificate = pem("CERTIFICATE", keys.getCertificate(alias).getEncoded());
        String key = pem("PRIVATE KEY", keys.getKey(alias, password).getEncoded());
        return """
                apiVersion: v1
                kind: Config
                current-context: training
                contexts:
                - name: training
                  context: {cluster: training, user: training, namespace: training}
                clusters:
                - name: training
                  cluster: {server: "https://127.0.0.1:%d", certificate-authority-data: "%s"}
                users:
                - name: training
                  user: {client-certificate-data: "%s", client-key-data: "%s"}
                """.formatted(port, certificate, certificate, key);
    }

    /** As a kubeconfig holds it: in base64 once more. */
    private static String pem(String title, byte[] bytes) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        String text = "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n".formatted(title, lines);
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        Matcher asked = ACTION.matcher(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        if (asked.find()) {
            action = asked.group(1);
            changes++;
        }
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        if (query.contains("watch=true")) {
            send(exchange, 200, "");
            return;
        }
        String path = exchange.getRequestURI().getPath();
        String service = SERVICE.formatted(changes, action, action);
        if (path.endsWith("/modelservices/search")) {
            send(exchange, 200, service);
        } else if (path.endsWith("/modelservices")) {
            send(exchange, 200, list("modelservice.dev/v1alpha1", "ModelServiceList", service));
        } else if (path.endsWith("/controllerrevisions")) {
            send(exchange, 200, list("apps/v1", "ControllerRevisionList", REVISION.formatted(1) + "," + REVISION.formatted(2)));
        } else if (path.endsWith("/pods")) {
            send(exchange, 200, list("v1", "PodList", POD));
        } else {
            send(exchange, 404, "{\"kind\": \"Status\", \"code\": 404, \"message\": \"not here\"}");
        }
    }

    private static String list(String version, String kind, String items) {
        return "{\"apiVersion\": \"%s\", \"kind\": \"%s\", \"metadata\": {\"resourceVersion\": \"1\"}, \"items\": [%s]}"
                .formatted(version, kind, items);
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("content-type", "application/json");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
