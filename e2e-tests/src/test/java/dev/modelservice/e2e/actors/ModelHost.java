package dev.modelservice.e2e.actors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.modelservice.e2e.cluster.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Somebody's web server with models on it, over TLS with a certificate that only its own CA file vouches for. */
public final class ModelHost implements AutoCloseable {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final String address;
    private final Path folder;
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private HttpsServer server;
    private @Nullable String token;

    private ModelHost(String address, Path folder) throws IOException {
        this.address = address;
        this.folder = folder;
        this.server = serve(0);
    }

    /** Starts one at an address of this machine, and at a free port. */
    public static ModelHost start(String address) {
        try {
            Files.createDirectories(Repository.target());
            var folder = Files.createTempDirectory(Repository.target(), "model-host");
            makeCertificate(folder, address);
            return new ModelHost(address, folder);
        } catch (IOException e) {
            throw new UncheckedIOException("No web server at " + address, e);
        }
    }

    /** Refuses every connection, until {@link #comeBack()}. */
    public ModelHost goDown() {
        server.stop(0);
        return this;
    }

    /** Serves again, at the same port and with the same certificate. */
    public ModelHost comeBack() {
        try {
            server = serve(port());
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException("No web server at " + address, e);
        }
    }

    /** Puts a file there, or another in its place. */
    public ModelHost put(String name, byte[] content) {
        files.put("/" + name, content);
        return this;
    }

    /** From now on only who shows this token gets anything. */
    public ModelHost demand(String secret) {
        token = secret;
        return this;
    }

    private int port() {
        return server.getAddress().getPort();
    }

    public String uri(String name) {
        return "https://%s:%d/%s".formatted(address, port(), name);
    }

    /** The certificate to trust, in PEM. */
    public String certificate() {
        try {
            return Files.readString(folder.resolve("ca.crt"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private HttpsServer serve(int port) throws IOException {
        var started = HttpsServer.create(new InetSocketAddress(address, port), 0);
        started.setHttpsConfigurator(new HttpsConfigurator(context(folder)));
        started.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        started.createContext("/", this::answer);
        started.start();
        return started;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var content = files.get(exchange.getRequestURI().getPath());
            var authorization = exchange.getRequestHeaders().getFirst("Authorization");
            if (token != null && !("Bearer " + token).equals(authorization)) {
                exchange.sendResponseHeaders(401, -1);
            } else if (content == null) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                exchange.sendResponseHeaders(200, content.length);
                exchange.getResponseBody().write(content);
            }
        }
    }

    private static void makeCertificate(Path folder, String address) throws IOException {
        var store = folder.resolve("server.p12").toString();
        var password = new String(PASSWORD);
        keytool(
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=models",
                "-ext",
                "san=ip:" + address,
                "-ext",
                "bc:c",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store,
                "-storepass",
                password);
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                "server",
                "-keystore",
                store,
                "-storepass",
                password,
                "-file",
                folder.resolve("ca.crt").toString());
    }

    private static void keytool(String... arguments) throws IOException {
        var command = new java.util.ArrayList<>(java.util.List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(java.util.List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IllegalStateException(output);
        }
    }

    private static SSLContext context(Path folder) throws IOException {
        try (var in = Files.newInputStream(folder.resolve("server.p12"))) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD);
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD);
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
