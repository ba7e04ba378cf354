package dev.modelservice.e2e.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The port with TLS, and a certificate that is renewed under it. */
final class TlsIT {

    @Test
    void aNewCertificateIsInUseWithoutARestart(@TempDir Path folder) throws Exception {
        Pem.write(folder, "first");
        Stage stage = Stage.open();
        Map<String, String> settings =
                Map.of("certificate-directory", folder.toString(), "certificate-check-seconds", "1");
        try (GatewayProcess gateway = GatewayProcess.ready(stage.access(), settings)) {
            Awaitility.await().until(() -> gateway.log().contains("listening with TLS"));
            assertThat(Pem.subject(gateway.tlsPort())).isEqualTo("CN=first");
            assertThat(Pem.protocol(gateway.tlsPort(), "h2")).isEqualTo("h2");

            Pem.write(folder, "second");

            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> Pem.subject(gateway.tlsPort())
                    .equals("CN=second"));
        }
    }
}
