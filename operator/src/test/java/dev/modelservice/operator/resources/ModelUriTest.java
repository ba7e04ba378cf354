package dev.modelservice.operator.resources;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.api.v1alpha1.ModelSource;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ModelUriTest {

    private static final String DIGEST = "sha256:" + "a".repeat(64);

    @ParameterizedTest(name = "{0} pinned to {1}")
    @MethodSource("addresses")
    void isTakenApartByScheme(String uri, @Nullable String digest, ModelUri expected) {
        assertThat(ModelUri.of(new ModelSource(uri, null, null, digest, null, null, null)))
                .isEqualTo(expected);
    }

    static Stream<Arguments> addresses() {
        return Stream.of(
                Arguments.of("oci://host/a/b:1", null, new ModelUri.Oci("host/a/b:1")),
                Arguments.of("oci://host:5000/a/b:1", DIGEST, new ModelUri.Oci("host:5000/a/b@" + DIGEST)),
                Arguments.of("oci://host/a@" + DIGEST, null, new ModelUri.Oci("host/a@" + DIGEST)),
                Arguments.of("oci://host/a@" + DIGEST, DIGEST, new ModelUri.Oci("host/a@" + DIGEST)),
                Arguments.of("pvc://claim", null, new ModelUri.Claim("claim", null)),
                Arguments.of("pvc://claim/", null, new ModelUri.Claim("claim", null)),
                Arguments.of("pvc://claim/a/b/", null, new ModelUri.Claim("claim", "a/b")),
                Arguments.of("https://host/m.onnx?v=1", DIGEST, new ModelUri.Web("https://host/m.onnx?v=1")));
    }
}
