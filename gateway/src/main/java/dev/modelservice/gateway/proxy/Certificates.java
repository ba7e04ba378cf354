package dev.modelservice.gateway.proxy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.X509KeyManager;
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

    /** A certificate with its chain and key, as files and as the JDK's TLS takes them. */
    private record Pair(Buffer certificate, Buffer key, X509KeyManager manager) {

        boolean isSame(Pair other) {
            return certificate.equals(other.certificate) && key.equals(other.key);
        }
    }

    /** Reads it, and from then on replaces it with every new one; connections that are open keep the old one. */
    Future<RenewedKey> open() {
        return read().map(first -> {
            RenewedKey key = new RenewedKey(first.manager());
            follow(key, first);
            return key;
        });
    }

    @SuppressWarnings("NullAway") // takes what the reader returns for what may be absent
    private Future<Pair> read() {
        return vertx.executeBlocking(
                () -> {
                    Buffer certificate = Buffer.buffer(Files.readAllBytes(folder.resolve("tls.crt")));
                    Buffer key = Buffer.buffer(Files.readAllBytes(folder.resolve("tls.key")));
                    PemKeyCertOptions options =
                            new PemKeyCertOptions().addCertValue(certificate).addKeyValue(key);
                    var managers = options.getKeyManagerFactory(vertx).getKeyManagers();
                    return new Pair(certificate, key, (X509KeyManager) managers[0]);
                },
                false);
    }

    private void follow(RenewedKey key, Pair current) {
        vertx.setTimer(
                checkMillis,
                _ -> read().onComplete(result -> {
                    Pair next = result.result();
                    if (next == null) {
                        LOG.warnf("The certificate in %s cannot be read: %s", folder, result.cause());
                    } else if (!next.isSame(current)) {
                        key.replace(next.manager());
                        LOG.info("The new certificate is in use");
                    }
                    follow(key, next == null ? current : next);
                }));
    }
}
