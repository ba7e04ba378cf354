package dev.modelservice.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The CRD in the chart is the one that the wire types say. */
class CrdGoldenTest {

    private static final Path SHIPPED = Path.of("../helm/modelservice-operator/crds/modelservices.yaml");

    @Test
    void shippedCrdIsTheGeneratedOne(@TempDir Path work) throws IOException {
        var generated = CrdDocument.yaml(work);
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(SHIPPED.getParent());
            Files.writeString(SHIPPED, generated);
        }
        assertThat(generated)
                .as("If the change is meant: make golden, then read the git diff of %s", SHIPPED.getFileName())
                .isEqualTo(Files.readString(SHIPPED));
    }
}
