package dev.modelservice.e2e.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Certificates as files of a Secret, and what a client sees of them. */
public final class Pem {

    private static final String PASSWORD = "password";

    private Pem() {}

    /** Writes {@code tls.crt} and {@code tls.key} for a new certificate with this name. */
    public static void write(Path folder, String name)
            throws IOException, GeneralSecurityException, InterruptedException {
        write(folder, name, "localhost");
    }

    /** The same for a server at this host. */
    public static void write(Path folder, String name, String host)
            throws IOException, GeneralSecurityException, InterruptedException {
        Path store = folder.resolve(name + ".p12");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "SAN=dns:" + host,
                "-validity",
                "2",
                "-alias",
                "host",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(output);
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        write(
                folder.resolve("tls.key"),
                "PRIVATE KEY",
                keys.getKey("host", PASSWORD.toCharArray()).getEncoded());
        write(
                folder.resolve("tls.crt"),
                "CERTIFICATE",
                keys.getCertificate("host").getEncoded());
    }

    private static void write(Path file, String kind, byte[] content) throws IOException {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.writeString(file, "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, base64, kind));
    }

    /** The name in the certificate that the port shows. */
    public static String subject(int port) throws IOException, GeneralSecurityException {
        return subject("127.0.0.1", port);
    }

    public static String subject(String address, int port) throws IOException, GeneralSecurityException {
        try (SSLSocket socket = connect(address, port)) {
            socket.startHandshake();
            X509Certificate shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            return shown.getSubjectX500Principal().getName();
        }
    }

    /** What the port chooses of one protocol. */
    public static String protocol(int port, String offered) throws IOException, GeneralSecurityException {
        try (SSLSocket socket = connect("127.0.0.1", port)) {
            var parameters = socket.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {offered});
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return socket.getApplicationProtocol();
        }
    }

    private static SSLSocket connect(String address, int port) throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new TrustsAnyone()}, null);
        return (SSLSocket) context.getSocketFactory().createSocket(address, port);
    }

    /** Who looks at a certificate does not mind who signed it. */
    private static final class TrustsAnyone implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
