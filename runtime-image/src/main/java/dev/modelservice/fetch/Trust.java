package dev.modelservice.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Whose certificates are believed: those of the JVM, and those of a CA file. */
final class Trust {

    private Trust() {}

    static SSLContext context(Optional<Path> caFile) throws FetchException {
        try {
            if (caFile.isEmpty()) {
                return SSLContext.getDefault();
            }
            // An optional volume: a ConfigMap that is missing leaves an empty folder.
            if (Files.notExists(caFile.get())) {
                throw new FetchException(
                        Reason.ReferenceMissing,
                        "the ConfigMap of model.caRef is missing, or has no key ca.crt; make it so");
            }
            KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
            all.load(null, null);
            add(all, usual(), "usual-");
            add(all, read(caFile.get()), "given-");
            TrustManagerFactory factory = managers(all);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new FetchException(
                    Reason.ModelUnreachable, "the CA file cannot be used, expected certificates in PEM: " + e);
        }
    }

    private static void add(KeyStore store, Collection<? extends Certificate> certificates, String prefix)
            throws GeneralSecurityException {
        int number = 0;
        for (Certificate certificate : certificates) {
            store.setCertificateEntry(prefix + number++, certificate);
        }
    }

    private static Collection<? extends Certificate> read(Path file) throws GeneralSecurityException, IOException {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (certificates.isEmpty()) {
                throw new CertificateException(file + " holds no certificate");
            }
            return certificates;
        }
    }

    private static Collection<X509Certificate> usual() throws GeneralSecurityException {
        for (TrustManager manager : managers(null).getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                return java.util.List.of(x509.getAcceptedIssuers());
            }
        }
        return java.util.List.of();
    }

    private static TrustManagerFactory managers(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }
}
