package dev.modelservice.gateway.proxy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.SSLOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** The certificate in a folder, looked at again and again: a Secret's files change under a mounted folder. */
final class Certificates {

    private static final Logger LOG = Logger.getLogger(Certificates.class);

    private final Vertx vertx;
    private final Path folder;
    private final long checkMillis;

    Certificates(Vertx vertx, Path folder, int checkSeconds) {
        this.vertx = vertx;
        this.folder = folder;
        this.checkMillis = TimeUnit.SECONDS.toMillis(checkSeconds);
    }

    /** A certificate with its chain, and its key. */
    record Pair(Buffer certificate, Buffer key) {

        PemKeyCertOptions options() {
            return new PemKeyCertOptions().addCertValue(certificate).addKeyValue(key);
        }
    }

    Future<Pair> read() {
        return vertx.executeBlocking(
                () -> new Pair(
                        Buffer.buffer(Files.readAllBytes(folder.resolve("tls.crt"))),
                        Buffer.buffer(Files.readAllBytes(folder.resolve("tls.key")))),
                false);
    }

    /** Gives a server every new certificate; connections that are open keep the old one. */
    void follow(HttpServer server, Pair current) {
        vertx.setTimer(checkMillis, _ -> read().onComplete(result -> {
            Pair read = result.result();
            if (read == null || read.equals(current)) {
                follow(server, current);
                return;
            }
            server.updateSSLOptions(new SSLOptions().setKeyCertOptions(read.options()))
                    .onSuccess(_ -> LOG.info("The new certificate is in use"))
                    .onFailure(problem -> LOG.warnf("The new certificate cannot be used: %s", problem.getMessage()));
            follow(server, read);
        }));
    }
}
