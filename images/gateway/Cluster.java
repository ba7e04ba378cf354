import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/**
 * What stands behind the gateway while the JVM learns its start: an API server with one ModelService, and the pod of that. Prints
 * its port.
 */
final class Cluster {

    private static final String SERVICES = """
            {"apiVersion": "modelservice.dev/v1alpha1", "kind": "ModelServiceList", "metadata": {"resourceVersion": "1"}, "items": [{
             "apiVersion": "modelservice.dev/v1alpha1", "kind": "ModelService",
             "metadata": {"name": "dense", "namespace": "training", "uid": "1", "resourceVersion": "1",
                          "creationTimestamp": "2026-01-01T00:00:00Z"},
             "spec": {"model": {"uri": "https://models.example.com/model.onnx"}, "endpoint": {"queueLimit": 8}},
             "status": {"revisions": [{"name": "current", "weight": 100}]}}]}
            """;
    private static final String SLICES = """
            {"apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSliceList", "metadata": {"resourceVersion": "1"}, "items": [{
             "apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice",
             "metadata": {"name": "dense-1", "namespace": "training", "uid": "2", "resourceVersion": "1", "labels": {
              "modelservice.dev/name": "dense", "modelservice.dev/revision": "current"}},
             "addressType": "IPv4", "ports": [{"name": "http", "port": %d}],
             "endpoints": [{"addresses": ["127.0.0.1"], "conditions": {"ready": true}}]}]}
            """;
    private static final String ANSWER = """
            {"object": "list", "data": [], "usage": {"prompt_tokens": 4, "total_tokens": 4}}
            """;

    private Cluster() {}

    public static void main(String... arguments) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        int port = server.getAddress().getPort();
        server.createContext("/", exchange -> answer(exchange, ANSWER));
        server.createContext("/apis/modelservice.dev/", exchange -> list(exchange, SERVICES));
        server.createContext("/apis/discovery.k8s.io/", exchange -> list(exchange, SLICES.formatted(port)));
        server.start();
        System.out.println(port);
    }

    private static void list(HttpExchange exchange, String all) throws IOException {
        if (exchange.getRequestURI().getQuery().contains("watch=")) {
            watch(exchange);
        } else {
            answer(exchange, all);
        }
    }

    /** In which nothing happens. */
    private static void watch(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("content-type", "application/json");
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().flush();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("content-type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
