package dev.modelservice.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Secret or ConfigMap that is not there is an empty folder in the pod: what is missing is said by its field. */
class MissingReferenceTest {

    @TempDir
    Path empty;

    @Test
    void anEmptyCredentialsFolderIsAMissingSecret() {
        var failure = catchThrowableOfType(FetchException.class, () -> Credentials.read(Optional.of(empty)));
        assertThat(failure.reason()).isEqualTo(Reason.ReferenceMissing);
        assertThat(failure).hasMessageContaining("model.secretRef");
    }

    @Test
    void aMissingCertificateFileIsAMissingConfigMap() {
        var failure =
                catchThrowableOfType(FetchException.class, () -> Trust.context(Optional.of(empty.resolve("ca.crt"))));
        assertThat(failure.reason()).isEqualTo(Reason.ReferenceMissing);
        assertThat(failure).hasMessageContaining("model.caRef");
    }
}
